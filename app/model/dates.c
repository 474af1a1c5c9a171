#include "model/dates.h"

bool turning_is_ahead(struct turning *turning, millis at) {
    if (at <= turning->now) {
        return false;
    }
    turning->next = at < turning->next ? at : turning->next;
    return true;
}

struct moment date_believed(struct moment date, struct turning *turning) {
    bool is_believed = moment_is_known(date) && !turning_is_ahead(turning, date.utc - DATES_AHEAD);
    return is_believed ? date : MOMENT_NONE;
}

struct moment date_earlier(struct moment a, struct moment b) {
    return moment_is_known(b) && (!moment_is_known(a) || b.utc < a.utc) ? b : a;
}

struct moment date_later(struct moment a, struct moment b) {
    return moment_is_known(b) && (!moment_is_known(a) || b.utc > a.utc) ? b : a;
}
