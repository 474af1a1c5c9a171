#include <math.h>

#include "decode/records_batch.h"

// Weather: the document's own map is now, `hour` and `day` records are the forecast. Degrees Celsius, metres
// a second, millimetres; a profile converts.

// The word of model/weather.h under one of two names; "code" is what services call it.
static enum sky read_sky(const struct record *record) {
    char room[VALUE_TEXT_ROOM];
    struct value value = record_value(record, "sky");
    value = value_is_absent(value) ? record_value(record, "code") : value;
    const char *word = value_text(value, room);
    return word ? sky_find(word) : SKY_UNKNOWN;
}

bool weather_from_feed(const struct record *record, struct weather *out) {
    *out = (struct weather){
        .temperature = read_number(record, "temperature"),
        .wind = read_number(record, "wind"),
        .sky = read_sky(record),
        .time = moment_of(record_value(record, "time")),
    };
    return !isnan(out->temperature) || out->sky != SKY_UNKNOWN;
}

// Some services number the hours of a day instead of telling the time.
static struct moment hour_time(const struct record *record) {
    struct moment time = moment_of(record_value(record, "time"));
    double hour = read_number(record, "hour");
    if (moment_is_known(time) && hour > 0.0 && hour < 24.0) {
        time.utc += (millis)(hour * (double)HOUR);
    }
    return time;
}

bool hour_from_record(struct records_batch *records, const struct record *record, void *into) {
    struct weather_hour *out = into;
    (void)records;
    *out = (struct weather_hour){
        .time = hour_time(record),
        .temperature = read_number(record, "temp"),
        .wind = read_number(record, "wind"),
        .rain = read_number(record, "rain"),
        .sky = read_sky(record),
    };
    return moment_is_known(out->time) && !isnan(out->temperature);
}

bool day_from_record(struct records_batch *records, const struct record *record, void *into) {
    struct weather_day *out = into;
    (void)records;
    *out = (struct weather_day){
        .date = moment_of(record_value(record, "date")),
        .high = read_number(record, "max"),
        .low = read_number(record, "min"),
        .rain = read_number(record, "rain"),
        .sky = read_sky(record),
    };
    return moment_is_known(out->date) && (!isnan(out->high) || !isnan(out->low));
}
