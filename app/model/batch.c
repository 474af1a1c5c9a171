#include "model/batch.h"

#include <stdlib.h>

#include "base/limits.h"

struct batch *batch_create(void) {
    struct batch *batch = calloc(1, sizeof *batch);
    if (!batch) {
        abort();
    }
    arena_init(&batch->arena, LIMIT_BATCH_HEAP);
    return batch;
}

void batch_destroy(struct batch *batch) {
    if (batch) {
        arena_finish(&batch->arena);
        free(batch);
    }
}

size_t batch_count(const struct batch *batch) {
    return batch->story_count + batch->infographic_count + batch->fixing_count + batch->gallery_count +
           batch->alert_count + batch->event_count + batch->sponsor_count + (batch->weather ? 1 : 0);
}
