#include "kiosk/steward.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "config/layers.h"
#include "config/times.h"
#include "kiosk/check_config.h"
#include "kiosk/vault.h"

#define LOOK (1 * SECOND) // how often a trial is looked at

// A remote file, by what is in it.
struct remote_file {
    char *text; // NULL: none
    size_t len;
    char hash[CONTENT_HASH];
    struct enclosures enclosed; // what it names by address, where `has_enclosed`
    bool has_enclosed;
};

struct steward {
    char *path; // of the device's file; NULL: the demo edition
    char *text; // what is in it
    size_t len;
    struct config *device; // that alone
    struct vault vault;
    struct trial trial;
    enum trial_rung rung;
    struct remote_file file, before; // in use; while that is on trial, the one to go back to
    struct remote_file pending;      // whose enclosures are on their way
    struct config *plain;            // device and remote file, without the rules of the hour
    struct zone *zone;               // of that
    uint32_t rules;
    millis rules_change; // wall
    struct moment at;
    struct studio *studio; // the first
    millis settled;        // steady: when the process has lived long enough to be no crash
    millis due;            // steady: of the next look
    millis trial_began;    // steady
    uint64_t frames;       // presented when the trial began
    size_t answering;      // sources that answered then
    char refused[CONTENT_HASH];
    struct reason refused_why;
};

static void file_drop(struct remote_file *file) {
    free(file->text);
    if (file->has_enclosed) {
        arena_finish(&file->enclosed.arena);
    }
    *file = (struct remote_file){0};
}

static void file_move(struct remote_file *to, struct remote_file *from) {
    file_drop(to);
    *to = *from;
    *from = (struct remote_file){0};
}

static void file_recall(struct remote_file *file, const struct vault *vault, const char *hash) {
    file_drop(file);
    file->text = vault_read_file(vault, hash, &file->len);
    if (file->text) {
        memcpy(file->hash, hash, CONTENT_HASH);
        vault_read_enclosures(vault, hash, &file->enclosed);
        file->has_enclosed = true;
    }
}

static bool has_remote(const struct steward *steward) {
    return steward->device->remote.url != NULL;
}

static bool is_on_trial(const struct steward *steward) {
    return steward->trial.candidate[0] && strcmp(steward->trial.candidate, steward->file.hash) == 0;
}

static struct layers_wish layers_of(const struct steward *steward, const struct remote_file *file) {
    const char *url = steward->device->remote.url;
    return (struct layers_wish){
        .path = steward->path,
        .text = steward->text,
        .len = steward->len,
        .remote_name = "remote file",
        .remote_text = file->text,
        .remote_len = file->len,
        .remote_is_local = url && strncmp(url, "file:", 5) == 0,
        .on = steward->rules,
        .enclosed = file->has_enclosed ? &file->enclosed : NULL,
    };
}

static void log_lines(const char *lines) {
    while (*lines) {
        size_t len = strcspn(lines, "\n");
        if (len) {
            log_warning("%.*s", (int)len, lines);
        }
        lines += len + (lines[len] == '\n');
    }
}

// What is on now, and when that changes next.
static uint32_t rules_now(struct steward *steward, millis wall) {
    return times_on(steward->plain, steward->zone, wall, &steward->rules_change);
}

// The files are others: the rules in them are read anew. Their faults are logged where the studio reads them.
static void read_rules(struct steward *steward, millis wall) {
    struct strbuf faults;
    struct reason reason;
    strbuf_init(&faults, LIMIT_STRING);
    steward->rules = 0;
    struct layers_wish layers = layers_of(steward, &steward->file);
    config_destroy(steward->plain);
    config_read_layers(&layers, false, &steward->plain, &faults);
    strbuf_finish(&faults);
    zone_destroy(steward->zone);
    if (zone_create(steward->plain->kiosk.timezone, &steward->zone, &reason) &&
        zone_create("UTC", &steward->zone, &reason)) {
        abort(); // UTC needs no file
    }
    steward->rules = rules_now(steward, wall);
}

static enum error make_studio(const struct steward *steward, struct studio *forebear, int width, int height,
    struct studio **out, struct reason *reason) {
    const struct layers_wish layers = layers_of(steward, &steward->file);
    bool is_demo = steward->rung == RUNG_DEMO || !steward->path;
    const struct studio_wish wish = {
        .layers = is_demo ? NULL : &layers,
        .forebear = forebear,
        .stands_in = steward->rung == RUNG_DEMO,
        .width = width,
        .height = height,
    };
    return studio_create(&wish, out, reason);
}

static char *copy(const char *text) {
    char *own = strdup(text);
    if (!own) {
        abort();
    }
    return own;
}

static void read_device(struct steward *steward, const char *path) {
    struct reason reason;
    struct strbuf faults;
    if (path && file_read(path, LIMIT_CONFIG_FILE, &steward->text, &steward->len, &reason)) {
        log_warning("%s", reason.text);
        steward->text = NULL;
    }
    if (!steward->text) {
        steward->text = copy("{}");
        steward->len = 2;
    }
    steward->path = path ? copy(path) : NULL;
    strbuf_init(&faults, LIMIT_STRING);
    config_read_text(path, steward->text, steward->len, &steward->device, &faults);
    strbuf_finish(&faults); // said where the studio reads it
}

static void announce_rung(const struct steward *steward) {
    static const char *const words[] = {
        [RUNG_GOOD] = "the last good remote file",
        [RUNG_DEVICE] = "the device's own file alone",
        [RUNG_DEMO] = "the demo edition",
    };
    if (steward->rung > RUNG_NORMAL) {
        log_error("start %d in a row that came soon after a crash: using %s", steward->trial.starts,
            words[steward->rung]);
    }
}

// What was remembered. A candidate whose trial was broken off goes on being tried.
static void recall(struct steward *steward) {
    vault_open(&steward->vault, steward->device->cache);
    vault_read_state(&steward->vault, &steward->trial);
    steward->rung = trial_start(&steward->trial);
    vault_write_state(&steward->vault, &steward->trial);
    announce_rung(steward);
    file_recall(&steward->file, &steward->vault, trial_file(&steward->trial, steward->rung));
    if (is_on_trial(steward)) {
        file_recall(&steward->before, &steward->vault, steward->trial.good);
    }
}

enum error steward_create(
    const struct steward_wish *wish, struct instant now, struct steward **out, struct reason *reason) {
    struct steward *steward = calloc(1, sizeof *steward);
    if (!steward) {
        abort();
    }
    *out = NULL;
    read_device(steward, wish->config);
    if (has_remote(steward)) {
        recall(steward);
    }
    struct moment at = wish->at;
    if (!moment_is_known(at) &&
        (!steward->device->kiosk.at || !moment_parse(steward->device->kiosk.at, &at))) {
        at = MOMENT_NONE;
    }
    read_rules(steward, moment_is_known(at) ? at.utc : now.wall);
    steward->trial_began = now.steady;
    steward->settled = has_remote(steward) ? now.steady + TRIAL_SETTLED : MILLIS_NEVER;
    enum error error = make_studio(steward, NULL, wish->width, wish->height, &steward->studio, reason);
    if (error) {
        steward_destroy(steward);
        return error;
    }
    *out = steward;
    return ERROR_NONE;
}

void steward_destroy(struct steward *steward) {
    if (!steward) {
        return;
    }
    studio_destroy(steward->studio);
    file_drop(&steward->file);
    file_drop(&steward->before);
    file_drop(&steward->pending);
    config_destroy(steward->plain);
    zone_destroy(steward->zone);
    config_destroy(steward->device);
    vault_close(&steward->vault);
    free(steward->path);
    free(steward->text);
    free(steward);
}

struct studio *steward_studio(const struct steward *steward) {
    return steward->studio;
}

const struct config *steward_device(const struct steward *steward) {
    return steward->device;
}

static void put_on_screen(struct steward *steward, struct kiosk *kiosk, struct instant now) {
    struct studio *studio;
    struct reason reason = {{0}};
    const struct layout_env *env = &kiosk->studio->env;
    if (make_studio(steward, kiosk->studio, env->width, env->height, &studio, &reason)) {
        log_error("%s", reason.text);
        return;
    }
    kiosk_adopt(kiosk, studio, now);
}

static size_t sources_answering(struct kiosk *kiosk) {
    struct courier_report report;
    courier_report(kiosk->courier, &report);
    size_t answering = report.answering;
    courier_report_finish(&report);
    return answering;
}

// The first line of a list of faults is the one for the status file.
static void refuse(struct steward *steward, const char *hash, const char *faults) {
    memcpy(steward->refused, hash, CONTENT_HASH);
    reason_set(&steward->refused_why, ERROR_REFUSED, "%.*s", (int)strcspn(faults, "\n"), faults);
    log_lines(faults);
    log_warning("remote file %.12s is refused; the configuration stays as it is", hash);
}

// A signature may still come, or be put right: the same file is looked at again then.
static bool is_signed(
    struct steward *steward, struct courier *courier, const struct parcel *parcel, const char *hash) {
    struct reason reason = {{0}};
    const char *key = steward->device->remote.public_key;
    if (!key || !signature_check(key, parcel->bytes, parcel->len, parcel->signature ? parcel->signature : "",
                    parcel->signature_len, &reason)) {
        return true;
    }
    if (strcmp(steward->refused, hash) != 0) { // said once, however often it is asked for
        refuse(
            steward, hash, parcel->signature ? reason.text : "remote file: there is no signature beside it");
    }
    courier_doubt_parcel(courier);
    return false;
}

static void remember(struct steward *steward) {
    vault_write_state(&steward->vault, &steward->trial);
    vault_prune(&steward->vault, &steward->trial);
}

static bool is_sound(struct steward *steward, const struct remote_file *file) {
    struct strbuf faults;
    struct layers_wish layers = layers_of(steward, file);
    strbuf_init(&faults, LIMIT_CONFIG_FILE);
    layers.on = 0;
    bool is_sound = check_layers(&layers, &faults) == ERROR_NONE;
    if (!is_sound) {
        trial_refuse(&steward->trial, file->hash);
        refuse(steward, file->hash, strbuf_text(&faults));
        remember(steward);
    }
    strbuf_finish(&faults);
    return is_sound;
}

// Takes `file` over. The vault has it before its state names it.
static void begin_trial(struct steward *steward, struct kiosk *kiosk, struct remote_file *file,
    int64_t serial, struct instant now) {
    bool was_on_trial = is_on_trial(steward);
    if (file->enclosed.count) {
        vault_write_enclosures(&steward->vault, file->hash, &file->enclosed);
    }
    vault_write_file(&steward->vault, file->hash, file->text, file->len);
    trial_begin(&steward->trial, file->hash, serial);
    if (!was_on_trial) { // what a file on trial replaces is what was good before it
        file_move(&steward->before, &steward->file);
        steward->answering = sources_answering(kiosk);
    }
    file_move(&steward->file, file);
    remember(steward);
    steward->rung = RUNG_NORMAL;
    steward->trial_began = now.steady;
    steward->frames = kiosk->stats.frames;
    log_info("remote file %.12s, serial %lld: in use%s", steward->file.hash, (long long)serial,
        is_on_trial(steward) ? ", on trial" : "");
    read_rules(steward, now.wall);
    put_on_screen(steward, kiosk, now);
    steward->due = now.steady;
}

// Adds the addresses of a configuration that are not in the list yet.
static void gather(const struct config *config, struct config_enclosure *list, size_t *count) {
    for (size_t i = 0; i < config->enclosure_count && *count < LIMIT_ENCLOSURES; i++) {
        size_t at = 0;
        while (at < *count && strcmp(list[at].url, config->enclosures[i].url) != 0) {
            at++;
        }
        list[at] = config->enclosures[i];
        *count += at == *count;
    }
}

// Asks for what a file names by address, by day and by night. False: it names nothing.
static bool order_enclosures(struct steward *steward, struct kiosk *kiosk, const struct remote_file *file) {
    struct config_enclosure list[LIMIT_ENCLOSURES];
    size_t count = 0, made = 0;
    struct config *configs[1 + LIMIT_TIMES];
    struct strbuf faults; // there were none
    struct layers_wish layers = layers_of(steward, file);
    strbuf_init(&faults, LIMIT_STRING);
    layers.on = 0;
    config_read_layers(&layers, false, &configs[made++], &faults);
    for (size_t i = 0; i < configs[0]->rule_count; i++) {
        layers.on = UINT32_C(1) << configs[0]->rules[i].place;
        config_read_layers(&layers, false, &configs[made++], &faults);
    }
    for (size_t i = 0; i < made; i++) {
        gather(configs[i], list, &count);
    }
    if (count) {
        struct order *order = order_create(count, steward->device->remote.public_key != NULL, file->hash);
        for (size_t i = 0; i < count; i++) {
            order->items[i].url = copy(list[i].url);
            order->items[i].most = list[i].is_picture ? LIMIT_PICTURE_BODY : LIMIT_CONFIG_FILE;
        }
        courier_order(kiosk->courier, order);
    }
    for (size_t i = 0; i < made; i++) {
        config_destroy(configs[i]);
    }
    strbuf_finish(&faults);
    return count > 0;
}

// Which setting an item is for: messages do not repeat addresses.
static void name_item(const struct steward *steward, const char *url, char out[64]) {
    struct strbuf faults;
    struct config *config;
    struct layers_wish layers = layers_of(steward, &steward->pending);
    strbuf_init(&faults, LIMIT_STRING);
    config_read_layers(&layers, false, &config, &faults);
    snprintf(out, 64, "a rule of times");
    for (size_t i = 0; i < config->enclosure_count; i++) {
        if (strcmp(config->enclosures[i].url, url) == 0) {
            snprintf(out, 64, "%s", config->enclosures[i].pointer);
        }
    }
    config_destroy(config);
    strbuf_finish(&faults);
}

// Puts what came where the file finds it. False: `why` says which of them did not come, or not as it should.
static bool keep_item(struct steward *steward, struct order_item *item, struct reason *why) {
    struct remote_file *file = &steward->pending;
    const char *key = steward->device->remote.public_key;
    char name[64];
    struct reason reason = item->reason;
    enum error error = item->error;
    if (!error && key) {
        error = signature_check(key, item->bytes, item->len, item->signature ? item->signature : "",
            item->signature_len, &reason);
        item->may_pass = error; // it may still come, or be put right
    }
    const char *path = error ? NULL
                             : vault_write_enclosure(&steward->vault, item->bytes, item->len,
                                   item->most == LIMIT_PICTURE_BODY, &file->enclosed.arena);
    if (!path) {
        name_item(steward, item->url, name);
        reason_set(why, ERROR_REFUSED, "remote file: %s: what is at its address is not to be had: %s", name,
            error ? reason.text : "it cannot be kept");
        return false;
    }
    file->enclosed.items[file->enclosed.count++] =
        (struct enclosure){arena_text(&file->enclosed.arena, item->url), path};
    return true;
}

// All that the pending file names is here, or cannot be had. Where that may be otherwise another time, the
// file is not remembered as refused, and is looked at again.
static void take_order(struct steward *steward, struct kiosk *kiosk, struct instant now) {
    struct order *order = courier_take_order(kiosk->courier);
    struct remote_file *file = &steward->pending;
    struct reason why;
    bool is_meant = order && file->text && strcmp(order->ticket, file->hash) == 0;
    size_t kept = 0;
    if (is_meant) {
        arena_init(&file->enclosed.arena, 0);
        file->enclosed.items = arena_array(&file->enclosed.arena, order->count, sizeof *file->enclosed.items);
        file->has_enclosed = true;
        while (kept < order->count && keep_item(steward, &order->items[kept], &why)) {
            kept++;
        }
    }
    if (is_meant && kept < order->count) {
        if (!order->items[kept].may_pass) {
            trial_refuse(&steward->trial, file->hash);
        } else {
            courier_doubt_parcel(kiosk->courier);
        }
        if (strcmp(steward->refused, file->hash) != 0) { // said once
            refuse(steward, file->hash, why.text);
        }
        file_drop(file);
        remember(steward);
    } else if (is_meant && is_sound(steward, file)) {
        begin_trial(steward, kiosk, file, layers_serial(file->text, file->len), now);
    } else if (is_meant) {
        file_drop(file);
    }
    order_destroy(order);
}

static void receive(struct steward *steward, struct kiosk *kiosk, struct parcel *parcel, struct instant now) {
    struct remote_file file = {.text = parcel->bytes, .len = parcel->len};
    content_hash(file.text, file.len, file.hash);
    if (!is_signed(steward, kiosk->courier, parcel, file.hash)) {
        return;
    }
    file_drop(&steward->pending); // what comes now counts
    int64_t serial = layers_serial(file.text, file.len);
    switch (trial_offer(&steward->trial, file.hash, serial, steward->device->remote.public_key != NULL)) {
    case OFFER_SAME:
        if (steward->rung == RUNG_NORMAL && !steward->file.text) { // what was remembered of it is lost
            break;
        }
        return;
    case OFFER_REFUSED: log_info("remote file %.12s was refused before", file.hash); return;
    case OFFER_OLD: {
        struct reason old;
        reason_set(&old, ERROR_REFUSED,
            "remote file: serial %lld is not above %lld, that of the last good one", (long long)serial,
            (long long)steward->trial.good_serial);
        refuse(steward, file.hash, old.text);
        return;
    }
    case OFFER_NEW: break;
    }
    if (is_sound(steward, &file)) {
        parcel->bytes = NULL; // the steward's now
        if (order_enclosures(steward, kiosk, &file)) {
            file_move(&steward->pending, &file);
        } else {
            begin_trial(steward, kiosk, &file, serial, now);
        }
    }
}

static void take_parcel(struct steward *steward, struct kiosk *kiosk, struct instant now) {
    struct parcel *parcel = courier_take_parcel(kiosk->courier);
    if (parcel) {
        receive(steward, kiosk, parcel, now);
        parcel_destroy(parcel);
    }
}

static void pass(struct steward *steward) {
    trial_pass(&steward->trial);
    file_drop(&steward->before);
    remember(steward);
    log_info("remote file %.12s: good", steward->file.hash);
}

static void fail(
    struct steward *steward, struct kiosk *kiosk, const struct trial_evidence *seen, struct instant now) {
    struct reason why;
    reason_set(&why, ERROR_REFUSED,
        "remote file: it did not do well: %llu frames, %zu of %zu sources answer, %zu did before",
        (unsigned long long)seen->frames, seen->answering, seen->sources, seen->before);
    trial_fail(&steward->trial);
    refuse(steward, steward->file.hash, why.text);
    file_move(&steward->file, &steward->before);
    remember(steward);
    read_rules(steward, now.wall);
    put_on_screen(steward, kiosk, now);
}

// When to look again.
static millis judge(struct steward *steward, struct kiosk *kiosk, struct instant now) {
    if (!is_on_trial(steward)) {
        return MILLIS_NEVER;
    }
    struct courier_report report;
    struct trial_evidence seen = {
        .trial = steward->device->remote.trial,
        .elapsed = now.steady - steward->trial_began,
        .frames = kiosk->stats.frames - steward->frames,
        .before = steward->answering,
    };
    if (seen.elapsed < seen.trial) {
        return steward->trial_began + seen.trial;
    }
    courier_report(kiosk->courier, &report);
    seen.sources = report.count;
    seen.answering = report.answering;
    seen.is_offline = report.is_offline;
    courier_report_finish(&report);
    switch (trial_judge(&seen)) {
    case VERDICT_NONE_YET: return now.steady + LOOK;
    case VERDICT_GOOD: pass(steward); break;
    case VERDICT_BAD: fail(steward, kiosk, &seen, now); break;
    }
    return MILLIS_NEVER;
}

// When they change next (steady). A clock that was set shows within a minute.
static millis follow_rules(struct steward *steward, struct kiosk *kiosk, struct instant now) {
    uint32_t rules = rules_now(steward, now.wall);
    if (rules != steward->rules) {
        steward->rules = rules;
        put_on_screen(steward, kiosk, now);
    }
    if (steward->plain->rule_count == 0 || steward->rules_change == MILLIS_NEVER) {
        return MILLIS_NEVER;
    }
    millis wait = steward->rules_change - now.wall;
    return now.steady + (wait < MINUTE ? wait : MINUTE);
}

static millis earlier(millis a, millis b) {
    return a < b ? a : b;
}

// No crash any more. Whatever sent the kiosk down the ladder gets another chance: if it was the power, all is
// well; if it was the file, it goes down again.
static void settle(struct steward *steward, struct kiosk *kiosk, struct instant now) {
    steward->settled = MILLIS_NEVER;
    trial_settle(&steward->trial);
    vault_write_state(&steward->vault, &steward->trial);
    bool shows_less = steward->rung > RUNG_GOOD; // than what was good
    steward->rung = RUNG_NORMAL;
    if (shows_less) {
        file_recall(&steward->file, &steward->vault, steward->trial.good);
        read_rules(steward, now.wall);
        put_on_screen(steward, kiosk, now);
    }
}

millis steward_turn(struct steward *steward, struct kiosk *kiosk, struct instant now) {
    take_parcel(steward, kiosk, now);
    take_order(steward, kiosk, now);
    if (now.steady < steward->due) {
        return steward->due;
    }
    millis due = earlier(judge(steward, kiosk, now), follow_rules(steward, kiosk, now));
    if (now.steady >= steward->settled) {
        settle(steward, kiosk, now);
    }
    steward->due = earlier(due, steward->settled);
    return steward->due;
}

void steward_retire(struct steward *steward) {
    if (has_remote(steward)) {
        trial_end(&steward->trial);
        vault_write_state(&steward->vault, &steward->trial);
    }
}

struct steward_report steward_report(const struct steward *steward) {
    bool on_trial = is_on_trial(steward);
    return (struct steward_report){
        .rung = steward->rung,
        .starts = steward->trial.starts,
        .hash = steward->file.hash,
        .serial = on_trial             ? steward->trial.candidate_serial
                  : steward->file.text ? steward->trial.good_serial
                                       : 0,
        .is_on_trial = on_trial,
        .refused = steward->refused,
        .refused_why = steward->refused_why.text,
        .rules = steward->rules,
    };
}
