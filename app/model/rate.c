#include "model/rate.h"

double rate_change(const struct rate *rate) {
    return rate->previous > 0 ? rate->value - rate->previous : 0;
}

double rate_change_ratio(const struct rate *rate) {
    return rate->previous > 0 ? rate->value / rate->previous - 1 : 0;
}
