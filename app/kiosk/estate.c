#include "kiosk/estate.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"

static char *copied(const char *text) {
    char *copy = strdup(text);
    if (!copy) {
        abort();
    }
    return copy;
}

void estate_open(struct estate *estate, const char *path) {
    struct reason reason;
    struct strbuf faults;
    *estate = (struct estate){.path = path ? copied(path) : NULL};
    if (path && file_read(path, LIMIT_CONFIG_FILE, &estate->text, &estate->len, &reason)) {
        log_warning("%s", reason.text);
        estate->text = NULL;
    }
    if (!estate->text) {
        estate->text = copied("{}");
        estate->len = 2;
    }
    strbuf_init(&faults, LIMIT_STRING);
    config_read_text(path, estate->text, estate->len, &estate->device, &faults);
    strbuf_finish(&faults);
    if (estate_has_remote(estate)) {
        vault_open(&estate->vault, estate->device->cache);
        vault_read_state(&estate->vault, &estate->trial);
    }
}

void estate_close(struct estate *estate) {
    config_destroy(estate->device);
    vault_close(&estate->vault);
    free(estate->path);
    free(estate->text);
}

bool estate_has_remote(const struct estate *estate) {
    return estate->device->remote.url != NULL;
}

bool estate_wants_signature(const struct estate *estate) {
    return estate->device->remote.public_key != NULL;
}

struct layers_wish estate_layers(
    const struct estate *estate, const struct remote_file *file, uint32_t rules) {
    const char *url = estate->device->remote.url;
    return (struct layers_wish){
        .path = estate->path,
        .text = estate->text,
        .len = estate->len,
        .remote_name = "remote file",
        .remote_text = file->text,
        .remote_len = file->len,
        .remote_is_local = url && strncmp(url, "file:", 5) == 0,
        .on = rules,
        .enclosed = file->has_enclosed ? &file->enclosed : NULL,
    };
}

void estate_remember(const struct estate *estate) {
    vault_write_state(&estate->vault, &estate->trial);
    vault_prune(&estate->vault, &estate->trial);
}
