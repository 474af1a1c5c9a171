#include "kiosk/remote_file.h"

#include <stdlib.h>
#include <string.h>

void remote_file_drop(struct remote_file *file) {
    free(file->text);
    if (file->has_enclosed) {
        arena_finish(&file->enclosed.arena);
    }
    *file = (struct remote_file){0};
}

void remote_file_move(struct remote_file *to, struct remote_file *from) {
    remote_file_drop(to);
    *to = *from;
    *from = (struct remote_file){0};
}

void remote_file_recall(struct remote_file *file, const struct vault *vault, const char *hash) {
    remote_file_drop(file);
    file->text = vault_read_file(vault, hash, &file->len);
    if (file->text) {
        memcpy(file->hash, hash, CONTENT_HASH);
        vault_read_enclosures(vault, hash, &file->enclosed);
        file->has_enclosed = true;
    }
}
