#include "model/breaking.h"

#include "model/alert.h"
#include "model/story.h"

#define URGENT 1         // of IPTC's nine
#define STAYS (3 * HOUR) // a story is breaking for so long
#define SEVERE 3         // of the Common Alerting Protocol's four

struct breaking_period breaking_of_story(const struct story *story) {
    if (story->urgency != URGENT || !moment_is_known(story->published)) {
        return (struct breaking_period){0, 0};
    }
    return (struct breaking_period){MILLIS_NONE, story->published.utc + STAYS};
}

struct breaking_period breaking_of_alert(const struct alert *alert) {
    if (alert->severity < SEVERE) {
        return (struct breaking_period){0, 0};
    }
    bool has_end = moment_is_known(alert->expires);
    return (struct breaking_period){alert->effective.utc, has_end ? alert->expires.utc : MILLIS_NEVER};
}
