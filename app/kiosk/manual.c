#include "kiosk/manual.h"

#include <string.h>

#include "base/limits.h"
#include "base/roff.h"
#include "kiosk/commands.h"

static const struct chapter {
    const char *command;
    const char *usage;
    const char *summary;
    const char *text;
} chapters[] = {
    {"run",
        "run [--config FILE] [--platform desktop|null|rpi] [--window WxH | --fullscreen]\n"
        "    [--renderer auto|gpu|software] [--rotate 0|90|180|270] [--at TIME] [--exit-after SECONDS]\n"
        "    [--stats FILE] [--stats-after SECONDS] [--show-damage] [--full-damage]",
        "the kiosk; the default command",
        "  --config FILE         the configuration; without it the bundled demo edition\n"
        "  --platform NAME       desktop (a window), null (no screen, virtual time) or rpi (a display\n"
        "                        without a desktop: KMS/DRM)\n"
        "  --window WxH          a window of this size, in pixels (1280x720)\n"
        "  --fullscreen          the whole screen\n"
        "  --renderer NAME       who draws: gpu, software, or whichever is there; default: the "
        "configuration's\n"
        "  --rotate DEGREES      turn the picture clockwise; default: the configuration's\n"
        "  --at TIME             start the clock at this moment (RFC 3339: 2026-11-24T14:05:00+03:00)\n"
        "  --exit-after SECONDS  end by itself, for tests\n"
        "  --stats FILE          write what was measured as JSON at exit\n"
        "  --stats-after SECONDS count frames, wake-ups and CPU time from then on only\n"
        "  --show-damage         tint what each frame has painted, to see what is painted for nothing\n"
        "  --full-damage         paint everything in every frame, to see what is not painted\n"
        "  --log-level LEVEL     error, warning, info or debug; every command has it\n"
        "Keys: Right and Left turn the page, f changes between window and full screen, q or Escape ends.\n"},
    {"check", "check [--config FILE] FILE...",
        "validates configurations, profiles, themes, interface words and charts",
        "Prints every fault as FILE:LINE:COLUMN: POINTER: what is wrong (allowed: ...), and \"FILE: ok\" "
        "where\n"
        "there is none. A remote file is read as every screen would read it, entry by entry.\n"
        "  --config FILE         the files are remote ones, over this device's configuration\n"},
    {"fetch", "fetch --config FILE [--timeout SECONDS]", "asks every source once and prints what came of it",
        "A table: source, status, bytes, records, milliseconds, error; then the infographics whose data "
        "nobody\n"
        "brings. Status 1 if a source failed, or there are such.\n"},
    {"decode", "decode --profile NAME|FILE [--param K=V]... [--url ADDRESS] [--type CONTENT-TYPE] ANSWER",
        "prints the records of a saved answer as JSON",
        "  --profile NAME|FILE   a name of assets/profiles, or a file\n"
        "  --param K=V           a parameter of the profile; may repeat\n"
        "  --url ADDRESS         where the answer came from: relative addresses are resolved against it\n"
        "  --type TYPE           the Content-Type it was sent with, for its character set\n"},
    {"render", "render [--config FILE] --out DIR [--size WxH] [--theme NAME] [--at TIME] [--timeout SECONDS]",
        "writes every page of the rundown as PNG",
        "Writes NNN-kind.png, contact-sheet.png and pages.json (kind, title, dwell and draw ops of each "
        "page).\n"
        "  --size WxH            default 1920x1080\n"
        "  --theme NAME          instead of the configuration's\n"
        "  --at TIME             the moment shown; default: the configuration's, else now\n"
        "  --timeout SECONDS     how long to wait for the sources; default 30\n"},
    {"chart",
        "chart SPEC.json --out PICTURE.png [--dump FILE.json] [--data NAME=FILE]... [--size WxH] [--theme "
        "NAME]\n"
        "    [--language TAG]",
        "draws one infographic from its Vega-Lite file",
        "Says what lies outside the subset (docs/infographics.md) as NAME: /POINTER: what. Without --out "
        "only the "
        "dump\nis written.\n"
        "  --dump FILE.json      every shape and text of the picture, in pixels\n"
        "  --data NAME=FILE      the rows that the spec calls NAME, or by this address; may repeat. Without "
        "it a\n"
        "                        relative address is a file beside the spec\n"
        "  --size WxH            default 1920x1080\n"
        "  --theme NAME          a name of assets/themes, or a file; default: night\n"
        "  --language TAG        of numbers and dates: de, ru, ar-u-nu-latn; default: en\n"},
    {"config", "config --config FILE [--remote FILE] [--explain SETTING | --json]",
        "the configuration in effect, and where each value came from",
        "A line each: setting = value, and the layer with the place in it.\n"
        "  --remote FILE         lay this file over the configuration, as if it had come from `remote.url`;\n"
        "                        default: the one that the kiosk has in its cache\n"
        "  --explain SETTING     what each layer says of one setting: ticker.speed, sources[0].url\n"
        "  --json                as one JSON file\n"},
    {"status", "status FILE | status --config FILE", "how a running kiosk is",
        "Prints the file that the setting `status` names.\n"},
    {"bench", "bench [--json] [--size WxH] [--turns N]", "figures of the pipeline, and of a kiosk as a whole",
        "Quote ratios from one run: machines are noisy, and the reference was measured beside the "
        "figures.\n"
        "What is shown in a window needs a display: `xvfb-run -s \"-screen 0 1920x1080x24\" broadside "
        "bench`.\n"
        "  --size WxH            of the page; default: 1920x1080\n"
        "  --turns N             page turns over which memory must not grow; default: 350\n"},
    {"version", "version", "version, commit, library versions", ""},
    {"help", "help [COMMAND]", "this, or one command in full", ""},
};

#define CHAPTER_COUNT (sizeof chapters / sizeof *chapters)

static void print_overview(FILE *out) {
    fputs("Broadside, a news kiosk.\n\nusage: broadside [COMMAND] [OPTIONS]\n\n", out);
    for (size_t i = 0; i < CHAPTER_COUNT; i++) {
        fprintf(out, "  %-8s %s\n", chapters[i].command, chapters[i].summary);
    }
    fputs("\nExit status: 0 done, 1 the input or the world was at fault, 2 wrong usage.\n"
          "`broadside help COMMAND` explains one, as does `broadside COMMAND --help`.\n",
        out);
}

bool manual_print(FILE *out, const char *command) {
    if (!command) {
        print_overview(out);
        return true;
    }
    for (size_t i = 0; i < CHAPTER_COUNT; i++) {
        if (strcmp(chapters[i].command, command) == 0) {
            fprintf(out, "usage: broadside %s\n\n%s: %s.\n%s", chapters[i].usage, command,
                chapters[i].summary, chapters[i].text);
            return true;
        }
    }
    return false;
}

#define OPTION_INDENT "  --"
#define CONTINUED "        "

static void add_line(struct strbuf *out, const char *line, size_t len) {
    struct strbuf text;
    strbuf_init(&text, LIMIT_STRING);
    strbuf_add(&text, line, len);
    roff_add(out, strbuf_text(&text));
    strbuf_add_byte(out, '\n');
    strbuf_finish(&text);
}

// "  --config FILE   the configuration": the option, then what it is.
static void add_option(struct strbuf *out, const char *line, size_t len) {
    const char *words = line + 2, *gap = strstr(words, "  ");
    size_t option = gap && gap < line + len ? (size_t)(gap - words) : len - 2;
    const char *what = words + option + strspn(words + option, " ");
    struct strbuf text;
    strbuf_init(&text, LIMIT_STRING);
    strbuf_add(&text, words, option);
    roff_macro(out, "TP", NULL);
    roff_macro(out, "B", strbuf_text(&text));
    strbuf_finish(&text);
    add_line(out, what, (size_t)(line + len - what));
}

// What `help` shows in columns: options become a list, everything else paragraphs.
static void add_text(struct strbuf *out, const char *text) {
    bool in_options = false;
    roff_macro(out, "PP", NULL);
    while (*text) {
        size_t len = strcspn(text, "\n");
        if (strncmp(text, OPTION_INDENT, strlen(OPTION_INDENT)) == 0) {
            add_option(out, text, len);
            in_options = true;
        } else if (in_options && strncmp(text, CONTINUED, strlen(CONTINUED)) == 0) {
            size_t blank = strspn(text, " ");
            add_line(out, text + blank, len - blank);
        } else {
            if (in_options) {
                roff_macro(out, "PP", NULL);
            }
            in_options = false;
            add_line(out, text, len);
        }
        text += len + (text[len] == '\n');
    }
}

void manual_write_page(struct strbuf *out) {
    for (size_t i = 0; i < CHAPTER_COUNT; i++) {
        const struct chapter *chapter = &chapters[i];
        roff_macro(out, "SS", chapter->command);
        roff_macro(out, "nf", NULL);
        roff_add(out, "broadside ");
        roff_add(out, chapter->usage);
        roff_macro(out, "fi", NULL);
        roff_macro(out, "PP", NULL);
        roff_add(out, chapter->command);
        roff_add(out, ": ");
        roff_add(out, chapter->summary);
        strbuf_add_text(out, ".\n");
        if (*chapter->text) {
            add_text(out, chapter->text);
        }
    }
}

int command_help(int argc, char **argv) {
    if (argc > 2) {
        manual_print(stderr, "help");
        return EXIT_USAGE;
    }
    if (!manual_print(stdout, argc == 2 ? argv[1] : NULL)) {
        fprintf(stderr, "broadside: no command \"%s\"\n", argv[1]);
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}
