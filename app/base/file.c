#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum error failed(struct reason *reason, const char *path, const char *doing) {
    int number = errno;
    return reason_set(reason, number == ENOENT ? ERROR_MISSING : ERROR_IO, "%s: cannot %s: %s", path, doing,
        strerror(number));
}

static enum error read_all(
    int fd, const char *path, size_t most, char **out, size_t *len, struct reason *reason) {
    struct stat status;
    if (fstat(fd, &status) != 0) {
        return failed(reason, path, "look at it");
    }
    if (!S_ISREG(status.st_mode)) {
        return reason_set(reason, ERROR_INPUT, "%s: not a regular file", path);
    }
    if (status.st_size < 0 || (size_t)status.st_size > most) {
        return reason_set(
            reason, ERROR_LIMIT, "%s: %lld bytes (allowed: %zu)", path, (long long)status.st_size, most);
    }
    size_t size = (size_t)status.st_size;
    char *bytes = malloc(size + 1);
    if (!bytes) {
        abort();
    }
    size_t have = 0;
    while (have < size) {
        ssize_t got = read(fd, bytes + have, size - have);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            free(bytes);
            return failed(reason, path, "read");
        }
        if (got == 0) {
            break; // it was shortened under our hands: take what there is
        }
        have += (size_t)got;
    }
    bytes[have] = '\0';
    *out = bytes;
    *len = have;
    return ERROR_NONE;
}

// The open file itself is asked, not its name, which may be another one's by then.
static enum error check_private(int fd, const char *path, struct reason *reason) {
    struct stat status;
    if (fstat(fd, &status) != 0) {
        return failed(reason, path, "look at it");
    }
    if (status.st_uid != geteuid() && status.st_uid != 0) {
        return reason_set(reason, ERROR_REFUSED, "%s: it belongs to another user, who may read it", path);
    }
    if (status.st_mode & (S_IRWXG | S_IRWXO)) {
        return reason_set(reason, ERROR_REFUSED,
            "%s: others may read it: its mode is %04o (allowed: 0600 or 0400; chmod 600 %s)", path,
            (unsigned)(status.st_mode & 07777), path);
    }
    return ERROR_NONE;
}

static enum error read_file(
    const char *path, bool is_private, size_t most, char **out, size_t *len, struct reason *reason) {
    *out = NULL;
    *len = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); // a pipe without a writer must not hold us up
    if (fd < 0) {
        return failed(reason, path, "open");
    }
    enum error error = is_private ? check_private(fd, path, reason) : ERROR_NONE;
    error = error ? error : read_all(fd, path, most, out, len, reason);
    close(fd);
    return error;
}

enum error file_read(const char *path, size_t most, char **out, size_t *len, struct reason *reason) {
    return read_file(path, false, most, out, len, reason);
}

enum error file_read_private(const char *path, size_t most, char **out, size_t *len, struct reason *reason) {
    return read_file(path, true, most, out, len, reason);
}

static bool write_all(int fd, const char *bytes, size_t len) {
    while (len) {
        ssize_t put = write(fd, bytes, len);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return false;
        }
        bytes += put;
        len -= (size_t)put;
    }
    return true;
}

static void sync_folder(const char *path) {
    char *folder = file_folder(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

// A device, a pipe or a socket. As root, a rename would put a file in the place of /dev/null.
static bool is_special(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

// Nobody is waited for: a pipe that nobody reads is an error.
static enum error put_special(const char *path, const void *bytes, size_t len, struct reason *reason) {
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool is_written = fd >= 0 && write_all(fd, bytes, len);
    int number = errno;
    if (fd >= 0) {
        close(fd);
    }
    errno = number;
    return is_written ? ERROR_NONE : failed(reason, path, "write");
}

static enum error put(
    const char *path, const void *bytes, size_t len, bool is_durable, struct reason *reason) {
    if (is_special(path)) {
        return put_special(path, bytes, len, reason);
    }
    size_t size = strlen(path) + sizeof ".XXXXXX";
    char *temporary = malloc(size);
    if (!temporary) {
        abort();
    }
    snprintf(temporary, size, "%s.XXXXXX", path);
    int fd = mkstemp(temporary);
    enum error error = ERROR_NONE;
    if (fd < 0) {
        error = failed(reason, path, "write beside it");
    } else {
        bool written = fchmod(fd, 0644) == 0 && write_all(fd, bytes, len) && (!is_durable || fsync(fd) == 0);
        int number = errno;
        close(fd);
        errno = number;
        if (!written || rename(temporary, path) != 0) {
            error = failed(reason, path, "write");
            unlink(temporary);
        } else if (is_durable) {
            sync_folder(path);
        }
    }
    free(temporary);
    return error;
}

enum error file_write(const char *path, const void *bytes, size_t len, struct reason *reason) {
    return put(path, bytes, len, true, reason);
}

enum error file_replace(const char *path, const void *bytes, size_t len, struct reason *reason) {
    return put(path, bytes, len, false, reason);
}

static bool make_one(const char *path) {
    if (mkdir(path, 0755) == 0) {
        return true;
    }
    struct stat status;
    if (errno == EEXIST && stat(path, &status) == 0) {
        errno = ENOTDIR;
        return S_ISDIR(status.st_mode);
    }
    return false;
}

enum error file_make_folder(const char *path, struct reason *reason) {
    char *part = strdup(path);
    if (!part) {
        abort();
    }
    enum error error = ERROR_NONE;
    for (char *slash = part + 1; *part && !error; slash++) {
        bool last = !*slash;
        if (last || *slash == '/') {
            *slash = '\0';
            if (!make_one(part)) {
                error = failed(reason, part, "make the folder");
            }
            if (last) {
                break;
            }
            *slash = '/';
        }
    }
    free(part);
    return error;
}

char *file_join(const char *folder, const char *name) {
    bool alone = name[0] == '/' || !folder[0];
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (!path) {
        abort();
    }
    snprintf(path, size, "%s%s%s", alone ? "" : folder, alone ? "" : "/", name);
    return path;
}

char *file_folder(const char *path) {
    const char *slash = strrchr(path, '/');
    char *folder = !slash ? strdup(".") : slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
    if (!folder) {
        abort();
    }
    return folder;
}
