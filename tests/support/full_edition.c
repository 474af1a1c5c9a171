#include "tests/support/full_edition.h"

static const char *const budget[] = {
    "Finance ministers agreed late on Monday on the outline of a common budget for the coming year, after "
    "three "
    "days of talks in Geneva.",
    "The compromise leaves the total where it was and moves money from roads to railways. Two delegations "
    "abstained.",
    "\"Nobody got everything and everybody got something,\" the chair said as the hall emptied. Parliament "
    "will "
    "have the text by Thursday.",
};

static const char *const probe[] = {
    "The probe Selene went into an orbit around the moon at 07:12 on Tuesday, engineers said, after a burn "
    "of "
    "eleven minutes that used a third of its fuel.",
    "For the next eighteen months it will map ice at the south pole with a radar that sees ten metres deep. "
    "The "
    "first pictures are expected within a week, once the antenna has been unfolded and its receivers have "
    "cooled "
    "down to their working temperature.",
    "The mission was delayed twice: first when a valve of the launcher froze, and then by a storm that kept "
    "ships "
    "in the harbour from which they were to follow the first stage.",
    "\"The hard part was to wait,\" said the head of the flight team, who has worked on the probe for nine "
    "years.",
    "Selene carries seven instruments from five countries. One of them, a seismometer no larger than a loaf "
    "of "
    "bread, is to be dropped from a height of forty kilometres and must survive the fall.",
    "If it does, scientists will hear moonquakes at the pole for the first time. If it does not, they will "
    "at "
    "least have seen how deep a hole it made.",
    "Data will be open to everybody after six months, and raw pictures at once.",
};

static struct picture picture = {.url = "https://news.example/budget/1600x1000",
    .caption = "Ministers on the steps of the palace before the last round of talks",
    .credit = "A. Photographer"};

static struct story stories[] = {
    FAKE_STORY(40, .id = "urn:budget", .url = "https://news.example/world/budget", .section = "World",
        .headline = "Ministers agree on the outline of a common budget", .place = "Geneva",
        .summary = "Three days of talks end with a compromise that moves money from roads to railways.",
        .dateline = "GENEVA, November 24.", .paragraphs = budget, .paragraph_count = 3, .pictures = &picture,
        .picture_count = 1),
    FAKE_STORY(95, .id = "urn:probe", .url = "https://news.example/science/probe",
        .section = "Science & Space",
        .headline = "A probe reaches the moon and begins to look for ice at its south pole",
        .summary = "Selene went into orbit on Tuesday morning. It will map ice ten metres below the ground.",
        .dateline = "KOUROU, November 24.", .paragraphs = probe, .paragraph_count = 7),
    FAKE_STORY(180, .id = "urn:rate", .section = "Business & Economy",
        .headline = "The central bank leaves its rate", .source_name = "A Partner"),
    FAKE_STORY(300, .id = "urn:final", .section = "Sport",
        .headline =
            "Two goals in the last minutes decide a final that nobody had expected to be close, and the "
            "cup goes to the north for the first time"),
    FAKE_STORY(900, .id = "urn:press", .section = "Press Review", .headline = "What the papers say",
        .paper = "The Harbour Mail",
        .summary = "The morning's leading articles argue about roads, and agree about railways."),
    FAKE_STORY(
        1500, .id = "urn:museum", .section = "Society & Culture", .headline = "A museum opens at night"),
    FAKE_STORY(2000, .id = "urn:unknown", .section = "Weather", .headline = "First snow in the mountains"),
    {.id = "urn:undated",
        .headline = "A story without a date",
        .published = FAKE_UNDATED,
        .updated = FAKE_UNDATED,
        .embargo = FAKE_UNDATED},
};

static struct picture graphic_picture = {.url = "https://news.example/pipelines/1600x900"};

static struct infographic graphics[] = {{.id = "urn:pipes",
    .title = "Most gas still comes through four pipelines",
    .subtitle = "Capacity in billion cubic metres a year",
    .section = "Business & Economy",
    .source = "the operators",
    .credit = "Broadside graphics",
    .published = FAKE_AT(600),
    .picture = &graphic_picture}};

static struct picture photos[] = {
    {.url = "https://news.example/lake/1500x1000",
        .caption = "The lake on the last evening before the ice",
        .credit = "A. Photographer"},
    {.url = "https://news.example/tower/800x1200", .credit = "Somebody Else"},
    {.url = "https://news.example/road/1600x700",
        .caption = "The road along the shore, of which a part fell into the water in the night to Sunday and "
                   "which will be closed until somebody has found out whose it is"},
};
static struct gallery galleries[] = {{.id = "urn:lake",
    .title = "A lake before winter",
    .section = "Society & Culture",
    .pictures = photos,
    .picture_count = 3,
    .published = FAKE_AT(300)}};

static struct event events[] = {
    {.year = 1859, .text = "A book on the origin of species is sold out on its first day"},
    {.year = -218, .text = "An army crosses a river in the cold, with elephants, before anybody expects it"},
    {.year = 1974, .text = "A small arm bone is found in a desert; the skeleton is named the same evening"},
};

static struct picture poster = {.url = "https://news.example/poster/1200x600"};
static struct sponsor sponsors[] = {{.id = "house", .name = "Broadside", .picture = &poster, .weight = 1}};

#define AT(hours)                                                                                            \
    { FAKE_NOW + (hours)*HOUR, FAKE_OFFSET }
static struct weather_hour hours[] = {{AT(1), -3, 4, 0, SKY_SNOW}, {AT(4), -5, 4, 0, SKY_CLOUDY},
    {AT(7), -8, 3, 0, SKY_CLEAR}, {AT(10), -40, 3, 0, SKY_FOG}, {AT(13), 50, 3, 0, SKY_THUNDER}};
static struct weather_day days[] = {{AT(-14), -3, -8, 2, SKY_SNOW}, {AT(10), 0, -9, 0, SKY_PARTLY_CLOUDY},
    {AT(34), 50, -40, 0, SKY_CLEAR}, {AT(58), 1, -1, 3, SKY_SLEET}, {AT(82), 4, 2, 9, SKY_RAIN},
    {AT(106), 3, 3, 0, SKY_UNKNOWN}};
static struct weather weather[] = {
    {.place = "Moscow",
        .temperature = -3.4,
        .wind = 4.2,
        .sky = SKY_SNOW,
        .time = AT(0),
        .hours = hours,
        .hour_count = 5,
        .days = days,
        .day_count = 6},
    {.place = "Delhi", .temperature = 50, .wind = 0, .sky = SKY_CLEAR, .time = FAKE_UNDATED},
};

static const char *const advice[] = {"Gusts of 38 metres a second were measured at the cape at noon."};
static struct alert alerts[] = {{.id = "storm",
    .headline = "Hurricane-force winds reach the northern coast",
    .area = "Northern coast",
    .event = "Storm warning",
    .severity = 4,
    .paragraphs = advice,
    .paragraph_count = 1,
    .effective = FAKE_AT(10),
    .expires = AT(7)}};

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct fake_edition full_edition_plan(bool has_alerts) {
    static const char *const lists[] = {"top", "feed", "ticker", "most-read-now", "most-read-week",
        "partner-news", "in-other-media", "press-review"};
    struct fake_edition plan = {.stories = stories,
        .story_count = COUNT(stories),
        .infographics = graphics,
        .infographic_count = COUNT(graphics),
        .galleries = galleries,
        .gallery_count = COUNT(galleries),
        .alerts = alerts,
        .alert_count = has_alerts ? COUNT(alerts) : 0,
        .events = events,
        .event_count = COUNT(events),
        .sponsors = sponsors,
        .sponsor_count = COUNT(sponsors),
        .weather = weather,
        .weather_count = COUNT(weather),
        .lists = lists,
        .list_count = COUNT(lists)};
    plan.fixings = fake_fixings(&plan.fixing_count);
    return plan;
}

struct edition *full_edition_make(bool has_alerts) {
    struct fake_edition plan = full_edition_plan(has_alerts);
    return fake_edition_make(&plan);
}
