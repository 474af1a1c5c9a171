#include "fetch/shelf.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/log.h"
#include "fetch/shelf_file.h"

#define RETRY (10 * MINUTE)  // after a write that failed
#define BLOCK ((size_t)4096) // what a small file takes of a disk
#define FILE_NAME 32
#define FILES_MOST ((size_t)1 << 15)

// A file of the folder, or one that is to be.
struct entry {
    uint64_t id; // of kind and name
    enum shelf_kind kind;
    size_t len;       // of the file; 0: there is none
    uint64_t used;    // the larger, the later
    uint64_t content; // of the newest put or taken
    bool is_known;    // `content` is
    char *owed;       // the file to be, held back
    size_t owed_len;
    millis due; // steady: no write before
};

struct shelf {
    char *folder;
    size_t most;
    struct entry *entries; // by id
    size_t count, capacity;
    uint64_t uses;
    bool is_failing;
    millis resume;    // steady: while failing, the next attempt
    millis day_since; // steady; MILLIS_NONE: not begun
    struct shelf_figures figures;
};

static uint64_t id_of(enum shelf_kind kind, const char *name) {
    return hash_text(HASH_START + (uint64_t)kind, name);
}

static void file_name(const struct entry *entry, char out[FILE_NAME]) {
    static const char letters[] = {[SHELF_SOURCE] = 's', [SHELF_PICTURE] = 'p'};
    snprintf(out, FILE_NAME, "%c-%016llx", letters[entry->kind], (unsigned long long)entry->id);
}

static char *path_of(const struct shelf *shelf, const struct entry *entry) {
    char name[FILE_NAME];
    file_name(entry, name);
    return file_join(shelf->folder, name);
}

// The first entry whose id is not smaller.
static size_t place_of(const struct shelf *shelf, uint64_t id) {
    size_t low = 0, high = shelf->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (shelf->entries[middle].id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct entry *find(const struct shelf *shelf, uint64_t id) {
    size_t at = place_of(shelf, id);
    return at < shelf->count && shelf->entries[at].id == id ? &shelf->entries[at] : NULL;
}

static struct entry *insert(struct shelf *shelf, enum shelf_kind kind, uint64_t id) {
    if (shelf->count == shelf->capacity) {
        shelf->capacity = shelf->capacity ? 2 * shelf->capacity : 64;
        shelf->entries = realloc(shelf->entries, shelf->capacity * sizeof *shelf->entries);
        if (!shelf->entries) {
            abort();
        }
    }
    size_t at = place_of(shelf, id);
    struct entry *entry = &shelf->entries[at];
    memmove(entry + 1, entry, (shelf->count - at) * sizeof *entry);
    shelf->count++;
    *entry = (struct entry){.id = id, .kind = kind, .due = MILLIS_NONE};
    return entry;
}

static size_t on_disk(size_t len) {
    return (len + BLOCK - 1) / BLOCK * BLOCK;
}

static void set_len(struct shelf *shelf, struct entry *entry, size_t len) {
    shelf->figures.held += on_disk(len) - on_disk(entry->len);
    shelf->figures.files += (len > 0) - (size_t)(entry->len > 0);
    entry->len = len;
}

static void remove_file(struct shelf *shelf, struct entry *entry) {
    char *path = path_of(shelf, entry);
    if (entry->len) {
        unlink(path);
    }
    set_len(shelf, entry, 0);
    entry->is_known = false;
    free(path);
}

static void remove_entry(struct shelf *shelf, size_t at) {
    remove_file(shelf, &shelf->entries[at]);
    free(shelf->entries[at].owed);
    memmove(&shelf->entries[at], &shelf->entries[at + 1], (shelf->count - at - 1) * sizeof *shelf->entries);
    shelf->count--;
}

// Text without its pictures is news; pictures without their text are nothing.
static bool goes_before(const struct entry *a, const struct entry *b) {
    return a->kind == b->kind ? a->used < b->used : a->kind == SHELF_PICTURE;
}

static void make_room(struct shelf *shelf) {
    while (shelf->count > 1 && (shelf->figures.held > shelf->most || shelf->count > FILES_MOST)) {
        size_t oldest = 0;
        for (size_t i = 1; i < shelf->count; i++) {
            oldest = goes_before(&shelf->entries[i], &shelf->entries[oldest]) ? i : oldest;
        }
        remove_entry(shelf, oldest);
    }
}

// A file as the scan finds it.
struct found {
    struct timespec time;
    uint64_t id;
    enum shelf_kind kind;
    size_t len;
};

static int compare_time(const void *left, const void *right) {
    const struct found *a = left, *b = right;
    if (a->time.tv_sec != b->time.tv_sec) {
        return a->time.tv_sec < b->time.tv_sec ? -1 : 1;
    }
    return (a->time.tv_nsec > b->time.tv_nsec) - (a->time.tv_nsec < b->time.tv_nsec);
}

// Answers whether it is a file of ours. One with a tail is what a power cut left of a write, and goes.
static bool look_at(const struct shelf *shelf, const char *name, struct found *out) {
    unsigned long long id;
    int end = 0;
    if ((name[0] != 's' && name[0] != 'p') || sscanf(name + 1, "-%16llx%n", &id, &end) != 1 || end != 17) {
        return false;
    }
    char *path = file_join(shelf->folder, name);
    struct stat status;
    bool is_whole = !name[18] && lstat(path, &status) == 0 && S_ISREG(status.st_mode);
    if (is_whole) {
        *out = (struct found){.time = status.st_mtim,
            .id = id,
            .kind = name[0] == 's' ? SHELF_SOURCE : SHELF_PICTURE,
            .len = status.st_size > 0 ? (size_t)status.st_size : 1};
    } else if (name[18] == '.' && strlen(name + 18) == 7) {
        unlink(path);
    }
    free(path);
    return is_whole;
}

static void scan(struct shelf *shelf) {
    DIR *folder = opendir(shelf->folder);
    struct found *files = calloc(FILES_MOST, sizeof *files);
    size_t count = 0;
    if (!files) {
        abort();
    }
    for (struct dirent *item; folder && count < FILES_MOST && (item = readdir(folder));) {
        count += look_at(shelf, item->d_name, &files[count]);
    }
    if (folder) {
        closedir(folder);
    }
    qsort(files, count, sizeof *files, compare_time);
    for (size_t i = 0; i < count; i++) {
        if (!find(shelf, files[i].id)) {
            struct entry *entry = insert(shelf, files[i].kind, files[i].id);
            entry->used = ++shelf->uses;
            set_len(shelf, entry, files[i].len);
        }
    }
    free(files);
    make_room(shelf);
}

static void fail(struct shelf *shelf, const char *reason, millis now) {
    if (!shelf->is_failing) {
        log_warning("shelf: %s; answers are kept in memory only", reason);
    }
    shelf->is_failing = true;
    shelf->resume = now + RETRY;
}

struct shelf *shelf_create(const char *folder, size_t most) {
    struct shelf *shelf = calloc(1, sizeof *shelf);
    if (!shelf) {
        abort();
    }
    shelf->folder = strdup(folder);
    shelf->most = most;
    shelf->day_since = MILLIS_NONE;
    struct reason reason;
    if (file_make_folder(folder, &reason)) {
        fail(shelf, reason.text, 0);
        shelf->resume = MILLIS_NONE;
    }
    scan(shelf);
    return shelf;
}

static void turn_day(struct shelf *shelf, millis now) {
    struct shelf_figures *figures = &shelf->figures;
    if (shelf->day_since == MILLIS_NONE) {
        shelf->day_since = now;
    }
    if (now - shelf->day_since >= DAY) {
        log_info("shelf: %llu bytes written in a day, %zu files with %zu bytes in all",
            (unsigned long long)figures->today, figures->files, figures->held);
        figures->yesterday = figures->today;
        figures->today = 0;
        shelf->day_since = now - (now - shelf->day_since) % DAY;
    }
}

// How long after a write of so many bytes the next one of the entry may come.
static millis rest_after(size_t len) {
    return (millis)len * DAY / (millis)SHELF_DAILY;
}

static void write_owed(struct shelf *shelf, struct entry *entry, millis now) {
    struct reason reason;
    char *path = path_of(shelf, entry);
    enum error error = file_make_folder(shelf->folder, &reason);
    error = error ? error : file_write(path, entry->owed, entry->owed_len, &reason);
    free(path);
    if (error) {
        fail(shelf, reason.text, now);
        return;
    }
    if (shelf->is_failing) {
        log_info("shelf: the disk can be written again");
        shelf->is_failing = false;
    }
    turn_day(shelf, now);
    shelf->figures.written += entry->owed_len;
    shelf->figures.today += entry->owed_len;
    shelf->figures.writes++;
    set_len(shelf, entry, entry->owed_len);
    entry->due = now + rest_after(entry->owed_len);
    free(entry->owed);
    entry->owed = NULL;
}

static void try_to_write(struct shelf *shelf, struct entry *entry, millis now) {
    if (entry->owed && entry->due <= now && (!shelf->is_failing || shelf->resume <= now)) {
        write_owed(shelf, entry, now);
    }
}

void shelf_destroy(struct shelf *shelf) {
    if (!shelf) {
        return;
    }
    for (size_t i = 0; i < shelf->count; i++) {
        struct entry *entry = &shelf->entries[i];
        if (entry->owed && !shelf->is_failing) {
            write_owed(shelf, entry, entry->due);
        }
        free(entry->owed);
    }
    free(shelf->entries);
    free(shelf->folder);
    free(shelf);
}

bool shelf_take(
    struct shelf *shelf, enum shelf_kind kind, const char *name, struct shelf_item *item, char **memory) {
    struct entry *entry = find(shelf, id_of(kind, name));
    *memory = NULL;
    if (!entry || !entry->len) {
        return false;
    }
    struct reason reason;
    size_t len;
    char *path = path_of(shelf, entry);
    enum error error = file_read(path, SHELF_FILE_MOST, memory, &len, &reason);
    if (!error) {
        error = shelf_file_read(*memory, len, name, item, &reason);
        if (error) {
            reason_prefix(&reason, "%s", path);
        }
    }
    free(path);
    if (error) {
        log_warning("shelf: left out: %s", reason.text);
        shelf->figures.damaged++;
        free(*memory);
        *memory = NULL;
        remove_file(shelf, entry);
        return false;
    }
    entry->used = ++shelf->uses;
    entry->content = shelf_content(item);
    entry->is_known = true;
    return true;
}

// What the file holds, if it was not read yet in this life.
static void get_to_know(struct shelf *shelf, struct entry *entry, const char *name) {
    struct shelf_item item;
    char *memory = NULL;
    if (!entry->is_known && entry->len) {
        shelf_take(shelf, entry->kind, name, &item, &memory);
        free(memory);
    }
}

void shelf_put(
    struct shelf *shelf, enum shelf_kind kind, const char *name, const struct shelf_item *item, millis now) {
    uint64_t id = id_of(kind, name);
    struct entry *entry = find(shelf, id);
    if (!entry) {
        entry = insert(shelf, kind, id);
    }
    entry->used = ++shelf->uses;
    get_to_know(shelf, entry, name);
    uint64_t content = shelf_content(item);
    if (entry->is_known && entry->content == content) {
        return;
    }
    size_t len;
    char *bytes = shelf_file_write(name, item, &len);
    if (!bytes || len > shelf->most) {
        free(bytes);
        return;
    }
    free(entry->owed);
    entry->owed = bytes;
    entry->owed_len = len;
    entry->content = content;
    entry->is_known = true;
    try_to_write(shelf, entry, now);
    if (entry->owed && kind == SHELF_PICTURE) { // memory has it already, and it is large
        free(entry->owed);
        entry->owed = NULL;
        entry->is_known = false;
    }
    make_room(shelf);
}

void shelf_drop(struct shelf *shelf, enum shelf_kind kind, const char *name) {
    uint64_t id = id_of(kind, name);
    if (find(shelf, id)) {
        remove_entry(shelf, place_of(shelf, id));
    }
}

void shelf_use(struct shelf *shelf, enum shelf_kind kind, const char *name) {
    struct entry *entry = find(shelf, id_of(kind, name));
    if (entry) {
        entry->used = ++shelf->uses;
    }
}

millis shelf_turn(struct shelf *shelf, millis now) {
    millis next = MILLIS_NEVER;
    turn_day(shelf, now);
    for (size_t i = 0; i < shelf->count; i++) {
        struct entry *entry = &shelf->entries[i];
        try_to_write(shelf, entry, now);
        if (entry->owed) {
            millis due = shelf->is_failing && shelf->resume > entry->due ? shelf->resume : entry->due;
            next = due < next ? due : next;
        }
    }
    return next;
}

struct shelf_figures shelf_figures(const struct shelf *shelf) {
    return shelf->figures;
}
