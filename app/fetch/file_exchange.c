#include "fetch/file_exchange.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "fetch/address.h"

#define VALIDATOR 64

static void validator(const struct stat *status, char out[VALIDATOR]) {
    snprintf(out, VALIDATOR, "%lld.%09ld-%lld", (long long)status->st_mtim.tv_sec, status->st_mtim.tv_nsec,
        (long long)status->st_size);
}

static enum error look(const char *path, struct stat *status, struct reason *reason) {
    if (stat(path, status) != 0) {
        return reason_set(
            reason, errno == ENOENT ? ERROR_MISSING : ERROR_IO, "%s: %s", path, strerror(errno));
    }
    if (!S_ISREG(status->st_mode)) { // to open a pipe would wait for its other end
        return reason_set(reason, ERROR_INPUT, "%s: not a regular file", path);
    }
    if (status->st_size < 0) {
        return reason_set(reason, ERROR_INPUT, "%s: has no size", path);
    }
    return ERROR_NONE;
}

static enum error read_path(struct exchange *exchange, const char *path) {
    struct http_answer *answer = &exchange->answer;
    struct stat status;
    char etag[VALIDATOR];
    enum error error = look(path, &status, &answer->reason);
    if (error) {
        return error;
    }
    validator(&status, etag);
    answer->unchanged = exchange->etag && strcmp(exchange->etag, etag) == 0;
    answer->etag = strdup(etag);
    if (answer->unchanged) {
        return ERROR_NONE;
    }
    if ((size_t)status.st_size > exchange->most) {
        return reason_set(&answer->reason, ERROR_LIMIT, "%s: larger than %zu bytes", path, exchange->most);
    }
    return file_read(path, exchange->most, &answer->body, &answer->len, &answer->reason);
}

void file_exchange(struct exchange *exchange) {
    struct http_answer *answer = &exchange->answer;
    char *path = address_path(exchange->url);
    answer->error =
        path ? read_path(exchange, path)
             : reason_set(&answer->reason, ERROR_INPUT, "not a file on this machine: %.200s", exchange->url);
    answer->url = strdup(exchange->url);
    answer->took = exchange_elapsed(exchange);
    exchange->is_finished = true;
    free(path);
}
