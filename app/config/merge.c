#include "config/merge.h"

#include <cjson/cJSON.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "config/document.h"
#include "config/tree.h"

// Past so many members an object is nothing that has a setting for each: all is appended, the reader
// complains about it, and looking for members of the same name stays cheap.
#define MOST_MEMBERS 1000
#define LONGEST_POINTER 1024

// Where a value of the merged tree came from.
struct trace {
    const cJSON *node, *origin;
    size_t layer;
};

struct merge {
    cJSON *root;
    cJSON *removed; // kept until the end, so that no later value has the address of an earlier one
    struct trace *traces;
    size_t count, capacity;
    bool is_sorted, has_base;
};

// One application of a patch.
struct patching {
    struct merge *merge;
    size_t layer;
    const char *const *kept;
    size_t kept_count;
    struct strbuf pointer;
};

static void *sure(void *memory) {
    if (!memory) {
        abort();
    }
    return memory;
}

struct merge *merge_create(void) {
    struct merge *merge = sure(calloc(1, sizeof *merge));
    merge->root = sure(cJSON_CreateObject());
    merge->removed = sure(cJSON_CreateArray());
    return merge;
}

void merge_destroy(struct merge *merge) {
    if (merge) {
        cJSON_Delete(merge->root);
        cJSON_Delete(merge->removed);
        free(merge->traces);
        free(merge);
    }
}

const cJSON *merge_root(const struct merge *merge) {
    return merge->root;
}

static void remember(struct merge *merge, const cJSON *node, const cJSON *origin, size_t layer) {
    if (merge->count == merge->capacity) {
        merge->capacity = merge->capacity ? merge->capacity * 2 : 64;
        merge->traces = sure(realloc(merge->traces, merge->capacity * sizeof *merge->traces));
    }
    merge->traces[merge->count++] = (struct trace){node, origin, layer};
    merge->is_sorted = false;
}

static int by_address(const void *a, const void *b) {
    uintptr_t x = (uintptr_t)((const struct trace *)a)->node;
    uintptr_t y = (uintptr_t)((const struct trace *)b)->node;
    return (x > y) - (x < y);
}

bool merge_origin(struct merge *merge, const cJSON *node, const cJSON **origin, size_t *layer) {
    if (!merge->is_sorted && merge->count) {
        qsort(merge->traces, merge->count, sizeof *merge->traces, by_address);
        merge->is_sorted = true;
    }
    const struct trace key = {.node = node};
    const struct trace *found =
        merge->count ? bsearch(&key, merge->traces, merge->count, sizeof key, by_address) : NULL;
    if (found) {
        *origin = found->origin;
        *layer = found->layer;
    }
    return found != NULL;
}

// May this member not be touched, or not be replaced because of what is in it?
static bool is_kept(const struct patching *patching, bool is_object) {
    const char *pointer = strbuf_text(&patching->pointer);
    size_t len = strlen(pointer);
    for (size_t i = 0; i < patching->kept_count; i++) {
        const char *kept = patching->kept[i];
        if (strncmp(kept, pointer, len) == 0 && (!kept[len] || (kept[len] == '/' && !is_object))) {
            return true;
        }
    }
    return false;
}

// The key is borrowed from the patch.
static void append(struct patching *patching, cJSON *into, cJSON *node, const cJSON *origin) {
    node->string = origin->string;
    node->type |= cJSON_StringIsConst;
    cJSON_AddItemToArray(into, node);
    remember(patching->merge, node, origin, patching->layer);
}

// A value that shares its text or its elements with the origin's.
static cJSON *reference(const cJSON *origin) {
    cJSON *node = sure(cJSON_CreateNull());
    node->type = (origin->type & 0xFF) | cJSON_IsReference;
    node->child = origin->child;
    node->valuestring = origin->valuestring;
    node->valueint = origin->valueint;
    node->valuedouble = origin->valuedouble;
    return node;
}

static void take_away(struct patching *patching, cJSON *from, cJSON *node) {
    if (node) {
        cJSON_AddItemToArray(patching->merge->removed, cJSON_DetachItemViaPointer(from, node));
    }
}

static cJSON *find(const cJSON *object, const char *key) {
    cJSON *child = object->child;
    while (child && strcmp(child->string, key) != 0) {
        child = child->next;
    }
    return child;
}

// Has the patch had this key already? The reader is to see both, and complain.
static bool is_repeated(const cJSON *patch, const cJSON *child) {
    const cJSON *earlier = patch->child;
    while (earlier != child && strcmp(earlier->string, child->string) != 0) {
        earlier = earlier->next;
    }
    return earlier != child;
}

static void patch_object(struct patching *patching, cJSON *into, const cJSON *patch);

static void patch_member(struct patching *patching, cJSON *into, const cJSON *patch) {
    cJSON *there = find(into, patch->string);
    if (cJSON_IsNull(patch) && patching->merge->has_base) {
        take_away(patching, into, there);
        return;
    }
    if (!cJSON_IsObject(patch)) {
        take_away(patching, into, there);
        append(patching, into, reference(patch), patch);
        return;
    }
    if (!cJSON_IsObject(there)) {
        take_away(patching, into, there);
        there = sure(cJSON_CreateObject());
        append(patching, into, there, patch);
    }
    patch_object(patching, there, patch);
}

// Recursion is as deep as json_syntax_check allowed.
static void patch_object(struct patching *patching, cJSON *into, const cJSON *patch) {
    const size_t length = patching->pointer.len;
    bool is_crowd = cJSON_GetArraySize(patch) > MOST_MEMBERS;
    const cJSON *child;
    cJSON_ArrayForEach(child, patch) {
        if (tree_is_comment(child->string)) {
            continue;
        }
        pointer_push(&patching->pointer, child->string);
        if (is_crowd || is_repeated(patch, child)) {
            append(patching, into, reference(child), child);
        } else if (!is_kept(patching, cJSON_IsObject(child))) {
            patch_member(patching, into, child);
        }
        pointer_cut(&patching->pointer, length);
    }
}

void merge_apply(
    struct merge *merge, const cJSON *patch, size_t layer, const char *const *kept, size_t kept_count) {
    struct patching patching = {.merge = merge, .layer = layer, .kept = kept, .kept_count = kept_count};
    strbuf_init(&patching.pointer, LONGEST_POINTER);
    patch_object(&patching, merge->root, patch);
    strbuf_finish(&patching.pointer);
    merge->has_base = true;
}
