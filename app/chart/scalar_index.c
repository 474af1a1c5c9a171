#include "chart/scalar_index.h"

#include "base/hash.h"

void scalar_index_init(struct scalar_index *index, struct arena *arena, size_t capacity) {
    size_t room = 16;
    while (room < capacity * 2) {
        room *= 2;
    }
    *index = (struct scalar_index){.values = arena_array(arena, capacity + 1, sizeof *index->values),
        .capacity = capacity,
        .slots = arena_array(arena, room, sizeof *index->slots),
        .room = room};
}

// Of the value or, if it is not there, of the slot where it would go.
static size_t slot_of(const struct scalar_index *index, struct scalar value) {
    uint64_t hash = scalar_hash(HASH_START, value);
    size_t at = (size_t)(hash ^ (hash >> 32)) & (index->room - 1);
    while (index->slots[at] && !scalar_is_equal(index->values[index->slots[at] - 1], value)) {
        at = (at + 1) & (index->room - 1);
    }
    return at;
}

size_t scalar_index_find(const struct scalar_index *index, struct scalar value) {
    return index->room ? index->slots[slot_of(index, value)] - 1 : SIZE_MAX; // 0 - 1 is SIZE_MAX
}

size_t scalar_index_add(struct scalar_index *index, struct scalar value) {
    size_t at = slot_of(index, value);
    if (!index->slots[at]) {
        if (index->count == index->capacity) {
            return SIZE_MAX;
        }
        index->values[index->count++] = value;
        index->slots[at] = index->count;
    }
    return index->slots[at] - 1;
}
