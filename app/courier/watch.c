#include "courier/watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/file.h"

void watch_open(struct watch *watch, const char *path) {
    const char *slash = strrchr(path, '/');
    char *folder = file_folder(path);
    *watch = (struct watch){.fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC), .name = slash ? slash + 1 : path};
    // Written to its end, or moved here: a file in the middle of its writing is nobody's business.
    if (watch->fd >= 0 && inotify_add_watch(watch->fd, folder, IN_CLOSE_WRITE | IN_MOVED_TO) < 0) {
        watch_close(watch);
    }
    free(folder);
}

void watch_close(struct watch *watch) {
    if (watch->fd >= 0) {
        close(watch->fd);
    }
    watch->fd = -1;
}

static bool is_meant(const struct watch *watch, const char *name) {
    size_t len = strlen(watch->name);
    return strncmp(name, watch->name, len) == 0 && (!name[len] || strcmp(name + len, ".minisig") == 0);
}

bool watch_has_changed(struct watch *watch) {
    _Alignas(struct inotify_event) char room[4096];
    bool has_changed = false;
    ssize_t len;
    while (watch->fd >= 0 && (len = read(watch->fd, room, sizeof room)) > 0) {
        for (const char *at = room; at < room + len;) {
            struct inotify_event event;
            memcpy(&event, at, sizeof event);
            has_changed = has_changed || (event.mask & IN_Q_OVERFLOW) ||
                          (event.len && is_meant(watch, at + sizeof event));
            at += sizeof event + event.len;
        }
    }
    return has_changed;
}
