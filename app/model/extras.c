#include "model/extras.h"

size_t extras_count(const struct contribution *contributions, size_t count, size_t offset) {
    size_t all = 0;
    for (size_t i = 0; i < count; i++) {
        const char *batch = (const char *)contributions[i].batch;
        all += batch ? *(const size_t *)(const void *)(batch + offset) : 0;
    }
    return all;
}

void extras_collect(struct edition *edition, const struct contribution *contributions, size_t count,
    const struct picture_shelf *shelf, struct turning *turning) {
    galleries_collect(edition, contributions, count, shelf);
    sponsors_collect(edition, contributions, count, shelf);
    alerts_collect(edition, contributions, count, turning);
    events_collect(edition, contributions, count);
    weather_collect(edition, contributions, count);
}
