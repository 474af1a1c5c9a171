#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "layout/page.h"
#include "tests/support/full_edition.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

// What the kinds of page that are not about single stories make of a full edition: which pages, in which
// order, with what on them, for how long.

struct fixture {
    struct page_desk desk;
    struct edition *edition;
    struct deck *deck;
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    page_desk_open(&fixture->desk, 1920, 1080);
    fixture->edition = full_edition_make(false);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    deck_destroy(fixture->deck);
    edition_unref(fixture->edition);
    page_desk_close(&fixture->desk);
    free(fixture);
    return 0;
}

static const struct deck *lay_out_at(
    struct fixture *fixture, const char *kind, struct page_spec spec, millis wall) {
    spec.kind = page_kind_find(kind);
    assert_non_null(spec.kind);
    struct deck_form form = {.specs = &spec, .spec_count = 1};
    deck_destroy(fixture->deck);
    fixture->deck = deck_create(fixture->edition, &form, &fixture->desk.env, wall);
    return fixture->deck;
}

static const struct deck *lay_out(struct fixture *fixture, const char *kind, struct page_spec spec) {
    return lay_out_at(fixture, kind, spec, FAKE_NOW);
}

static void check_keys(const struct deck *deck, const char *keys) {
    char all[1024] = "";
    for (size_t i = 0; i < deck->count; i++) {
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i ? " " : "", deck->pages[i].key);
    }
    assert_string_equal(all, keys);
}

// All texts stand on the page, in the order of its ops.
static void check_texts(const struct deck *deck, size_t page, const char *const *texts) {
    const struct oplist *ops = &deck->pages[page].ops;
    size_t at = 0;
    for (; *texts; texts++) {
        while (at < ops->count &&
               (ops->ops[at].kind != OP_TEXT || strcmp(ops->ops[at].text.text, *texts) != 0)) {
            at++;
        }
        if (at == ops->count) {
            fail_msg("%s has no \"%s\", or not there", deck->pages[page].key, *texts);
        }
    }
}

static bool has_text(const struct deck *deck, size_t page, const char *text) {
    return oplist_find_text(&deck->pages[page].ops, text) != NULL;
}

static const struct op *picture_on(const struct deck *deck, size_t page) {
    const struct oplist *ops = &deck->pages[page].ops;
    for (size_t i = 0; i < ops->count; i++) {
        if (ops->ops[i].kind == OP_IMAGE) {
            return &ops->ops[i];
        }
    }
    return NULL;
}

static void a_section_has_a_lead_and_rows(void **state) {
    struct fixture *fixture = *state;
    const struct deck *deck = lay_out(fixture, "section", (struct page_spec){.section = "World"});
    check_keys(deck, "section/World");
    assert_string_equal(deck->pages[0].section, "World");
    assert_non_null(picture_on(deck, 0));
    check_keys(lay_out(fixture, "section", (struct page_spec){.section = "Nowhere"}), "notice");
    // Without a section: those with at least two stories, of which this edition has none.
    check_keys(lay_out(fixture, "section", (struct page_spec){.pages = 3}), "notice");
}

static void a_gallery_has_a_page_for_each_picture(void **state) {
    struct fixture *fixture = *state;
    const struct deck *deck = lay_out(fixture, "gallery", (struct page_spec){0});
    assert_int_equal(deck->count, 3);
    for (size_t i = 0; i < 3; i++) {
        char label[32];
        snprintf(label, sizeof label, "PHOTO \xC2\xB7 %zu / 3", i + 1);
        assert_true(has_text(deck, i, label));
        assert_string_equal(deck->pages[i].section, "Society & Culture");
        assert_int_equal(deck->pages[i].dwell, 8 * SECOND);
        const struct op *picture = picture_on(deck, i);
        assert_int_equal(picture->box.w, 1920);
        assert_true(rect_has_rect((struct rect){0, 0, 3000, 3000}, picture->image.crop));
    }
    assert_true(has_text(deck, 0,
        "The lake on the last evening before the ice \xC2\xA9\xC2\xA0"
        "A.\xC2\xA0Photographer"));
    assert_true(has_text(deck, 1,
        "\xC2\xA9\xC2\xA0"
        "Somebody\xC2\xA0"
        "Else"));
    assert_int_equal(lay_out(fixture, "gallery", (struct page_spec){.pages = 2})->count, 2);
    check_keys(lay_out(fixture, "gallery", (struct page_spec){.section = "Sport"}), "notice");
    deck = lay_out(fixture, "gallery", (struct page_spec){.dwell = 20 * SECOND});
    assert_int_equal(deck->pages[0].dwell, 20 * SECOND);
}

static void most_read_lists_take_turns(void **state) {
    struct fixture *fixture = *state;
    const struct deck *deck = lay_out(fixture, "most-read", (struct page_spec){.count = 2});
    check_keys(deck, "most-read/most-read-now most-read/most-read-week"); // nobody feeds "today"
    static const char *const texts[] = {"Most read", "Now", "This week", "1", "2", NULL};
    check_texts(deck, 0, texts);
    assert_false(has_text(deck, 0, "3"));
    assert_false(has_text(deck, 0, "Today"));
}

static void press_review_names_the_paper(void **state) {
    struct fixture *fixture = *state;
    const struct deck *deck = lay_out(fixture, "press-review", (struct page_spec){0});
    check_keys(deck, "press-review/1");
    static const char *const texts[] = {"Press review", "THE HARBOUR MAIL", "What the papers say", NULL};
    check_texts(deck, 0, texts);
    assert_false(has_text(deck, 0, "A museum opens at night")); // quotes none
}

static void partner_news_names_the_service(void **state) {
    struct fixture *fixture = *state;
    const struct deck *deck = lay_out(fixture, "partner-news", (struct page_spec){.count = 3});
    check_keys(deck, "partner-news/1");
    assert_true(has_text(deck, 0, "Partner news"));
    assert_true(has_text(deck, 0, "A PARTNER"));
    check_keys(lay_out(fixture, "partner-news", (struct page_spec){.from = "nobody"}), "notice");
    deck = lay_out(fixture, "in-other-media", (struct page_spec){.count = 3});
    check_keys(deck, "in-other-media/1");
    assert_true(has_text(deck, 0, "In other media"));
    assert_true(has_text(deck, 0, "A PARTNER"));
    assert_null(deck->pages[0].section);
}

static void events_are_told_by_year(void **state) {
    struct fixture *fixture = *state;
    static const char *const texts[] = {"On this day", "24 November", "218 BC", "1859", "1974", NULL};
    const struct deck *deck = lay_out(fixture, "on-this-day", (struct page_spec){0});
    check_keys(deck, "on-this-day");
    check_texts(deck, 0, texts);
    deck = lay_out(fixture, "on-this-day", (struct page_spec){.count = 1}); // the service's first
    assert_true(has_text(deck, 0, "1859"));
    assert_false(has_text(deck, 0, "1974"));
}

// The mark of a service is its initial, past whatever its name begins with; a name without letters has none.
static void services_have_a_mark(void **state) {
    struct fixture *fixture = *state;
    static const struct {
        const char *name, *mark;
    } rows[] = {{"meridian wire", "M"}, {"«Вечерний меридиан»", "В"}, {"“Le Quai”", "L"}, {"(die) zeit", "D"},
        {"الأفق", "ا"}, {"人民", "人"}, {"ज्ञान", "ज्ञा"}, {"e\u0301cho", "E\u0301"}, {"– ! –", ""},
        {"***", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct story story =
            FAKE_STORY(5, .id = "urn:1", .headline = "A headline", .source_name = rows[i].name);
        static const char *const lists[] = {"partner-news"};
        struct fake_edition plan = {.stories = &story, .story_count = 1, .lists = lists, .list_count = 1};
        edition_unref(fixture->edition);
        fixture->edition = fake_edition_make(&plan);
        char *mark = oplist_role_text(
            &lay_out(fixture, "partner-news", (struct page_spec){0})->pages[0].ops, ROLE_NUMERAL);
        assert_string_equal(mark, rows[i].mark);
        free(mark);
    }
}

// A long sentence is whole, and does not end in a line of one word.
static void long_events_are_whole(void **state) {
    struct fixture *fixture = *state;
    struct event events[] = {{.year = 1859,
        .text =
            "A book on the origin of species is published in London; the booksellers of the town, of whom "
            "nobody had expected that, take every copy that was printed on the very first day of all"}};
    struct fake_edition plan = full_edition_plan(false);
    plan.events = events;
    plan.event_count = 1;
    edition_unref(fixture->edition);
    fixture->edition = fake_edition_make(&plan);
    const struct deck *deck = lay_out(fixture, "on-this-day", (struct page_spec){0});
    char *text = oplist_role_text(&deck->pages[0].ops, ROLE_LIST);
    assert_string_equal(text, events[0].text);
    free(text);
}

// In the order of the configuration, those of which something is known; Delhi's fifty degrees as well.
static void cities_show_their_weather(void **state) {
    struct fixture *fixture = *state;
    const struct deck *deck = lay_out(fixture, "city", (struct page_spec){0});
    check_keys(deck, "city/Moscow city/Delhi");
    static const char *const moscow[] = {"Moscow",
        "\xE2\x88\x92"
        "3\xC2\xB0",
        "Snow", NULL};
    static const char *const delhi[] = {"Delhi", "50\xC2\xB0", "Clear", NULL};
    check_texts(deck, 0, moscow);
    check_texts(deck, 1, delhi);
    assert_true(has_text(deck, 0,
        "\xE2\x88\x92"
        "40\xC2\xB0"));
    check_keys(lay_out(fixture, "city", (struct page_spec){.count = 1}), "city/Moscow");
}

// Long facts beside the degrees are not broken: the hours have less room.
static void facts_of_a_city_stay_whole(void **state) {
    struct fixture *fixture = *state;
    struct weather_day days[] = {{FAKE_AT(60), -39, -49, 0, SKY_SNOW}};
    struct weather_hour hours[12];
    for (size_t i = 0; i < 12; i++) {
        hours[i] = (struct weather_hour){FAKE_AT(-60 * (millis)i), -40, 32, 0, SKY_SNOW};
    }
    struct weather weather = {.place = "Moscow",
        .temperature = -40,
        .wind = 32,
        .sky = SKY_PARTLY_CLOUDY,
        .time = FAKE_AT(5),
        .days = days,
        .day_count = 1,
        .hours = hours,
        .hour_count = 12};
    struct fake_edition plan = full_edition_plan(false);
    plan.weather = &weather;
    plan.weather_count = 1;
    edition_unref(fixture->edition);
    fixture->edition = fake_edition_make(&plan);
    page_desk_close(&fixture->desk);
    page_desk_open(&fixture->desk, 800, 480);
    const struct deck *deck = lay_out(fixture, "city", (struct page_spec){.count = 1});
    assert_true(has_text(deck, 0, "Partly cloudy"));
    assert_true(has_text(deck, 0, "H\u00A0\u221239\u00B0\u00A0L\u00A0\u221249\u00B0"));
    assert_true(has_text(deck, 0, "Wind\u00A032\u00A0m/s"));
}

static void sponsors_are_marked(void **state) {
    struct fixture *fixture = *state;
    const struct deck *deck = lay_out(fixture, "sponsor", (struct page_spec){0});
    check_keys(deck, "sponsor/house");
    assert_true(has_text(deck, 0, "ADVERTISEMENT"));
    assert_int_equal(deck->pages[0].dwell, 10 * SECOND);
    const struct op *picture = picture_on(deck, 0);
    assert_int_equal(picture->image.crop.w, 1200); // whole
    assert_int_equal(picture->image.crop.h, 600);
    assert_true(abs(picture->box.w - 2 * picture->box.h) <= 1);
}

// Whatever the proportions of the picture and of the screen: its mark stands above its corner, it lies in the
// middle of what is left to it, and where that is much, on a mat around both.
static void sponsors_lie_in_the_middle(void **state) {
    struct fixture *fixture = *state;
    static const struct {
        int width, height, picture_width, picture_height;
        bool has_mat;
    } rows[] = {{1920, 1080, 1200, 600, false}, {1920, 1080, 600, 1200, true}, {1920, 1080, 400, 300, true},
        {1080, 1920, 1200, 500, true}, {1080, 1920, 1200, 1200, true}, {1080, 1920, 600, 1000, false},
        {1080, 1920, 300, 1200, true}, {800, 480, 100, 400, true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char url[64];
        snprintf(
            url, sizeof url, "https://news.example/%dx%d", rows[i].picture_width, rows[i].picture_height);
        struct picture picture = {.url = url};
        struct sponsor sponsor = {.id = "one", .picture = &picture, .weight = 1};
        edition_unref(fixture->edition);
        fixture->edition =
            fake_edition_make(&(struct fake_edition){.sponsors = &sponsor, .sponsor_count = 1});
        page_desk_close(&fixture->desk);
        page_desk_open(&fixture->desk, rows[i].width, rows[i].height);
        const struct deck *deck = lay_out(fixture, "sponsor", (struct page_spec){0});
        const struct oplist *ops = &deck->pages[0].ops;
        const struct op *shown = picture_on(deck, 0), *mark = oplist_find_text(ops, "ADVERTISEMENT"),
                        *mat = NULL;
        for (size_t k = 0; k < ops->count; k++) {
            mat = ops->ops[k].kind == OP_FILL && ops->ops[k].role == ROLE_PANEL ? &ops->ops[k] : mat;
        }
        assert_non_null(mark);
        const struct rect *box = &shown->box, *body = &deck->grid.body;
        assert_int_equal(mat != NULL, rows[i].has_mat);
        assert_true(mark->box.y >= body->y && mark->box.y + mark->box.h <= box->y);
        assert_true(mark->box.x >= deck->grid.margin && (box->x == 0 || mark->box.x == box->x));
        assert_true(abs(2 * box->x + box->w - rows[i].width) <= 1);
        int above = mark->box.y - body->y, below = body->y + body->h - box->y - box->h;
        assert_true(below >= 0 && abs(above - below) <= grid_px(&deck->grid, 40));
        assert_true(!mat || (rect_has_rect(mat->box, *box) && rect_has_rect(mat->box, mark->box)));
    }
}

static void breaking_news_is_a_page_and_a_banner(void **state) {
    struct fixture *fixture = *state;
    edition_unref(fixture->edition);
    fixture->edition = full_edition_make(true);
    const struct deck *deck = lay_out(fixture, "on-this-day", (struct page_spec){0});
    check_keys(deck, "breaking/storm on-this-day"); // even where the rundown does not name it
    static const char *const page[] = {"BREAKING", "Hurricane-force winds", NULL};
    static const char *const banner[] = {"BREAKING", "Hurricane-force winds reach the northern coast", NULL};
    assert_true(has_text(deck, 0, page[0]));
    assert_true(deck->pages[0].interrupts);
    check_texts(deck, 1, banner);
    assert_false(deck->pages[1].interrupts);
    assert_int_equal(deck->until, FAKE_NOW + 7 * HOUR); // when it expires
    deck = lay_out_at(fixture, "on-this-day", (struct page_spec){0}, deck->until);
    check_keys(deck, "on-this-day");
    assert_false(has_text(deck, 0, "BREAKING"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_section_has_a_lead_and_rows),
        TEST(a_gallery_has_a_page_for_each_picture),
        TEST(most_read_lists_take_turns),
        TEST(press_review_names_the_paper),
        TEST(partner_news_names_the_service),
        TEST(events_are_told_by_year),
        TEST(services_have_a_mark),
        TEST(long_events_are_whole),
        TEST(cities_show_their_weather),
        TEST(facts_of_a_city_stay_whole),
        TEST(sponsors_are_marked),
        TEST(sponsors_lie_in_the_middle),
        TEST(breaking_news_is_a_page_and_a_banner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
