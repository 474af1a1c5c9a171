#ifndef BROADSIDE_CONFIG_MERGE_H
#define BROADSIDE_CONFIG_MERGE_H

#include <stdbool.h>
#include <stddef.h>

// JSON merge patches (RFC 7396) laid over one another, with the provenance of every value. What is made
// refers to the trees it is made of, which must outlive it; they are not changed.

struct cJSON;
struct merge;

// The caller owns it.
struct merge *merge_create(void);
void merge_destroy(struct merge *merge); // accepts NULL

// Lays `patch`, an object, over what is there: objects are merged member by member, anything else replaces
// what was there, null takes it away. The lowest layer keeps its nulls: there is nothing that they could
// take away, and whoever reads it may complain. Comments are left out. `kept` are RFC 6901 pointers to what
// a patch cannot touch; it cannot replace an object that holds such a value either.
void merge_apply(
    struct merge *merge, const struct cJSON *patch, size_t layer, const char *const *kept, size_t kept_count);

// Borrowed; an empty object before anything was applied.
const struct cJSON *merge_root(const struct merge *merge);

// The value of an applied tree that this value of the merged tree stands for, and its layer; of an object,
// the first that had it. False for elements of lists and what is in them: they are values of an applied tree
// themselves.
bool merge_origin(struct merge *merge, const struct cJSON *node, const struct cJSON **origin, size_t *layer);

#endif
