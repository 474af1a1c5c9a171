// The parts of the settings table that concern fleets of screens, and times.
#include "config/config.h"
#include "config/config_table.h"
#include "config/forms.h"

#define AT(structure, member) .offset = offsetof(structure, member)
#define COUNTED_BY(structure, member) .count_offset = offsetof(structure, member)
#define LIST_OF(structure) .element_size = sizeof(structure)

static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};

static const struct setting setting_name = {.type = SETTING_TEXT, .form = &form_setting};
const struct setting weekday_setting = {.type = SETTING_WORD, .words = weekdays};
static const struct setting dates = {.type = SETTING_TEXT, .form = &form_dates};

const struct setting remote_table[] = {
    {.key = "url",
        .type = SETTING_TEXT,
        AT(struct config, remote.url),
        .form = &form_remote,
        .help =
            "Where it is. {id} is `kiosk.id`, {group} the first of `kiosk.groups`. `file:` is relative to "
            "this file, and is read again when it changes."},
    {.key = "every",
        .type = SETTING_DURATION,
        AT(struct config, remote.every),
        .fallback = "\"5m\"",
        .least = 1,
        .most = 86400,
        .help = "How often to ask for it; where nothing changed the answer is a few bytes."},
    {.key = "public_key",
        .type = SETTING_TEXT,
        AT(struct config, remote.public_key),
        .form = &form_key,
        .help =
            "With it, the file counts only with a minisign signature beside it (URL.minisig), and after a "
            "good one only with a greater `serial`."},
    {.key = "trial",
        .type = SETTING_DURATION,
        AT(struct config, remote.trial),
        .fallback = "\"5m\"",
        .least = 1,
        .most = 86400,
        .help = "How long a new file must do well before it counts as good."},
    {.key = "keep",
        .type = SETTING_LIST,
        AT(struct config, remote.keep),
        COUNTED_BY(struct config, remote.keep_count),
        .most = LIMIT_KEPT,
        .element = &setting_name,
        LIST_OF(const char *),
        .help = "Settings that stay as this file says, whatever the remote one says. `kiosk.id`, "
                "`kiosk.groups`, `cache`, `secrets`, `status`, `remote` and `screen.renderer` always do."},
    {0},
};

static const char *const renderers[] = {"auto", "gpu", "software", NULL};

const struct setting screen_table[] = {
    {.key = "on",
        .type = SETTING_BOOL,
        AT(struct config, screen_on),
        .fallback = "true",
        .help = "false: a black picture. For quiet hours, in a rule of `times`."},
    {.key = "motion",
        .type = SETTING_BOOL,
        AT(struct config, screen_motion),
        .fallback = "true",
        .help =
            "false: pages change at once instead of fading into one another, and the pictures of a gallery "
            "do not grow. Without a graphics processor it is always so."},
    {.key = "brightness",
        .type = SETTING_INT,
        AT(struct config, screen_brightness),
        .fallback = "100",
        .least = 1,
        .most = 100,
        .help = "Percent of the light of a panel whose light can be set (`--platform rpi`)."},
    {.key = "tallest",
        .type = SETTING_INT,
        AT(struct config, screen_tallest),
        .fallback = "0",
        .least = 0,
        .most = 4320,
        .help =
            "Lines of the display's mode at most, as 1080 to spare a small machine from 4K; 0: the display's "
            "own mode (`--platform rpi`)."},
    {.key = "renderer",
        .type = SETTING_WORD,
        AT(struct config, screen_renderer),
        .words = renderers,
        .fallback = "\"auto\"",
        .help = "Who draws, from the next start on. gpu: a graphics processor, or an end with an error; "
                "software: the processor alone, which without a graphics processor is the fastest; auto: "
                "whichever is there. Without a desktop (`--platform rpi`) it is always OpenGL ES 2, whatever "
                "this says."},
    {0},
};

const struct setting rule_table[] = {
    {.key = "", .type = SETTING_PLACE, AT(struct config_rule, place)},
    {.key = "from",
        .type = SETTING_TEXT,
        AT(struct config_rule, from),
        .form = &form_clock,
        .help = "The time of day at which it begins, in the kiosk's zone; without it at midnight."},
    {.key = "to",
        .type = SETTING_TEXT,
        AT(struct config_rule, to),
        .form = &form_clock,
        .help =
            "The time of day at which it ends, on the next day if that is not after `from`; without it at "
            "midnight."},
    {.key = "days",
        .type = SETTING_LIST,
        AT(struct config_rule, days),
        COUNTED_BY(struct config_rule, day_count),
        .most = 7,
        .element = &weekday_setting,
        LIST_OF(const char *),
        .help = "The days of the week on which it begins; without them every day."},
    {.key = "dates",
        .type = SETTING_LIST,
        AT(struct config_rule, dates),
        COUNTED_BY(struct config_rule, date_count),
        .most = 64,
        .element = &dates,
        LIST_OF(const char *),
        .help = "The dates on which it begins; without them every date."},
    {.key = "set",
        .type = SETTING_PATCH,
        .required = true,
        .help = "The settings that hold in that time. Lists replace lists."},
    {0},
};
