#include "kiosk/steward.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "kiosk/assets.h"
#include "kiosk/intake.h"
#include "kiosk/rulebook.h"

#define LOOK (1 * SECOND) // how often a trial is looked at

struct steward {
    struct estate estate;
    struct intake intake;
    enum trial_rung rung;
    struct remote_file file, before; // in use; while that is on trial, the one to go back to
    struct rulebook rules;
    struct studio *studio; // the first
    struct moment at;      // where the wall clock starts
    millis settled;        // steady: when the process has lived long enough to be no crash
    millis due;            // steady: of the next look
    millis trial_began;    // steady
    uint64_t frames;       // presented when the trial began
    millis asked;          // steady: when it was last asked whether the network is to blame
};

static bool is_on_trial(const struct steward *steward) {
    const char *candidate = steward->estate.trial.candidate;
    return candidate[0] && strcmp(candidate, steward->file.hash) == 0;
}

static struct layers_wish layers_of(const struct steward *steward) {
    return estate_layers(&steward->estate, &steward->file, steward->rules.on);
}

static void read_rules(struct steward *steward, millis wall) {
    const struct layers_wish layers = layers_of(steward);
    rulebook_read(&steward->rules, &layers, wall);
}

// The demo edition in this language, or else in English. The caller frees it.
static char *demo_path(const char *language) {
    char name[64];
    snprintf(name, sizeof name, "config-%.*s.json", (int)strcspn(language, "-"), language);
    char *path = assets_path("demo", name);
    if (access(path, R_OK) != 0) {
        free(path);
        path = assets_path("demo", "config.json");
    }
    return path;
}

static enum error make_studio(const struct steward *steward, struct studio *forebear, int width, int height,
    struct studio **out, struct reason *reason) {
    const struct layers_wish layers = layers_of(steward);
    bool is_demo = steward->rung == RUNG_DEMO || !steward->estate.path;
    const char *language = steward->estate.device->kiosk.language;
    char *demo = is_demo ? demo_path(language) : NULL;
    const struct studio_wish wish = {
        .config = demo,
        .layers = is_demo ? NULL : &layers,
        .forebear = forebear,
        .stands_in = steward->rung == RUNG_DEMO ? language : NULL,
        .width = width,
        .height = height,
    };
    enum error error = studio_create(&wish, out, reason);
    free(demo);
    return error;
}

static void announce_rung(const struct steward *steward) {
    static const char *const words[] = {
        [RUNG_GOOD] = "the last good remote file",
        [RUNG_DEVICE] = "the device's own file alone",
        [RUNG_DEMO] = "the demo edition",
    };
    if (steward->rung > RUNG_NORMAL) {
        log_error("start %d in a row that came soon after a crash: using %s", steward->estate.trial.starts,
            words[steward->rung]);
    }
}

// What was remembered. A candidate whose trial was broken off goes on being tried.
static void recall(struct steward *steward) {
    struct estate *estate = &steward->estate;
    steward->rung = trial_start(&estate->trial);
    vault_write_state(&estate->vault, &estate->trial);
    announce_rung(steward);
    remote_file_recall(&steward->file, &estate->vault, trial_file(&estate->trial, steward->rung));
    if (is_on_trial(steward)) {
        remote_file_recall(&steward->before, &estate->vault, estate->trial.good);
    }
}

enum error steward_create(
    const struct steward_wish *wish, struct instant now, struct steward **out, struct reason *reason) {
    struct steward *steward = calloc(1, sizeof *steward);
    if (!steward) {
        abort();
    }
    *out = NULL;
    estate_open(&steward->estate, wish->config);
    intake_init(&steward->intake, &steward->estate);
    bool has_remote = estate_has_remote(&steward->estate);
    if (has_remote) {
        recall(steward);
    }
    struct moment at = wish->at;
    const char *said = steward->estate.device->kiosk.at;
    if (!moment_is_known(at) && (!said || !moment_parse(said, &at))) {
        at = MOMENT_NONE;
    }
    steward->at = at;
    read_rules(steward, moment_is_known(at) ? at.utc : now.wall);
    steward->trial_began = now.steady;
    steward->settled = has_remote ? now.steady + TRIAL_SETTLED : MILLIS_NEVER;
    enum error error = make_studio(steward, NULL, wish->width, wish->height, &steward->studio, reason);
    if (error) {
        steward_destroy(steward);
        return error;
    }
    // The demo edition has a moment of its own, but not where it stands in: the clock is to be right after
    // it.
    if (!moment_is_known(at) && steward->rung != RUNG_DEMO) {
        steward->at = steward->studio->at;
    }
    *out = steward;
    return ERROR_NONE;
}

void steward_destroy(struct steward *steward) {
    if (!steward) {
        return;
    }
    studio_destroy(steward->studio);
    remote_file_drop(&steward->file);
    remote_file_drop(&steward->before);
    intake_finish(&steward->intake);
    rulebook_finish(&steward->rules);
    estate_close(&steward->estate);
    free(steward);
}

struct studio *steward_studio(const struct steward *steward) {
    return steward->studio;
}

struct moment steward_at(const struct steward *steward) {
    return steward->at;
}

const struct config *steward_device(const struct steward *steward) {
    return steward->estate.device;
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

// The vault has it before its state names it. False: it has not.
static bool is_stored(const struct vault *vault, const struct remote_file *file) {
    bool has_index = !file->enclosed.count || vault_write_enclosures(vault, file->hash, &file->enclosed);
    return (has_index && vault_write_file(vault, file->hash, file->text, file->len)) || !vault->folder;
}

// Takes `file` over. One that could not be kept would be missed at the next start, where the one before it
// would be gone: it waits.
static void try_out(
    struct steward *steward, struct kiosk *kiosk, struct remote_file *file, struct instant now) {
    struct estate *estate = &steward->estate;
    bool was_on_trial = is_on_trial(steward);
    int64_t serial = layers_serial(file->text, file->len);
    if (!is_stored(&estate->vault, file)) {
        courier_doubt_parcel(kiosk->courier);
        intake_refuse(&steward->intake, file->hash, "remote file: it cannot be kept");
        remote_file_drop(file);
        return;
    }
    trial_begin(&estate->trial, file->hash, serial, sources_answering(kiosk));
    if (!was_on_trial) { // what a file on trial replaces is what was good before it
        remote_file_move(&steward->before, &steward->file);
    }
    remote_file_move(&steward->file, file);
    estate_remember(estate);
    steward->rung = RUNG_NORMAL;
    steward->trial_began = now.steady;
    steward->frames = kiosk->stats.frames;
    if (!is_on_trial(steward)) { // it was good before
        remote_file_drop(&steward->before);
    }
    log_info("remote file %.12s, serial %lld: in use%s", steward->file.hash, (long long)serial,
        is_on_trial(steward) ? ", on trial" : "");
    read_rules(steward, now.wall);
    put_on_screen(steward, kiosk, now);
    steward->due = now.steady;
}

static void pass(struct steward *steward) {
    trial_pass(&steward->estate.trial);
    remote_file_drop(&steward->before);
    estate_remember(&steward->estate);
    log_info("remote file %.12s: good", steward->file.hash);
}

static void fail(
    struct steward *steward, struct kiosk *kiosk, const struct trial_evidence *seen, struct instant now) {
    struct reason why;
    reason_set(&why, ERROR_REFUSED,
        "remote file: it did not do well: %llu frames, %zu of %zu sources answer, %zu did before",
        (unsigned long long)seen->frames, seen->answering, seen->sources, seen->before);
    trial_fail(&steward->estate.trial);
    intake_refuse(&steward->intake, steward->file.hash, why.text);
    remote_file_move(&steward->file, &steward->before);
    estate_remember(&steward->estate);
    read_rules(steward, now.wall);
    put_on_screen(steward, kiosk, now);
}

// Sources may fail because the network does, and the server of the file was asked when it still worked:
// before that is held against the file it is asked again. True: the answer is still to come.
static bool is_to_be_asked(struct steward *steward, struct kiosk *kiosk, millis heard, millis now) {
    millis end = steward->trial_began + steward->estate.device->remote.trial;
    if (heard >= end) {
        return false;
    }
    if (steward->asked < end) {
        courier_hurry_parcel(kiosk->courier);
        steward->asked = now;
    }
    return true;
}

// When to look again.
static millis judge(struct steward *steward, struct kiosk *kiosk, struct instant now) {
    if (!is_on_trial(steward)) {
        return MILLIS_NEVER;
    }
    struct courier_report report;
    struct trial_evidence seen = {
        .trial = steward->estate.device->remote.trial,
        .elapsed = now.steady - steward->trial_began,
        .frames = kiosk->stats.frames - steward->frames,
        .before = (size_t)steward->estate.trial.before,
    };
    if (seen.elapsed < seen.trial) {
        return steward->trial_began + seen.trial;
    }
    courier_report(kiosk->courier, &report);
    seen.sources = report.count;
    seen.answering = report.answering;
    seen.is_offline = report.is_offline;
    millis heard = report.parcel_heard;
    courier_report_finish(&report);
    enum trial_verdict verdict = trial_judge(&seen);
    if (verdict == VERDICT_BAD && seen.frames && is_to_be_asked(steward, kiosk, heard, now.steady)) {
        verdict = VERDICT_NONE_YET;
    }
    switch (verdict) {
    case VERDICT_NONE_YET: return now.steady + LOOK;
    case VERDICT_GOOD: pass(steward); break;
    case VERDICT_BAD: fail(steward, kiosk, &seen, now); break;
    }
    return MILLIS_NEVER;
}

// When they change next (steady).
static millis follow_rules(struct steward *steward, struct kiosk *kiosk, struct instant now) {
    if (rulebook_turn(&steward->rules, now.wall)) {
        put_on_screen(steward, kiosk, now);
    }
    return rulebook_due(&steward->rules, now);
}

// No crash any more. Whatever sent the kiosk down the ladder gets another chance: if it was the power, all is
// well; if it was the file, it goes down again.
static void settle(struct steward *steward, struct kiosk *kiosk, struct instant now) {
    steward->settled = MILLIS_NEVER;
    struct estate *estate = &steward->estate;
    trial_settle(&estate->trial);
    vault_write_state(&estate->vault, &estate->trial);
    bool shows_less = steward->rung > RUNG_GOOD; // than what was good
    steward->rung = RUNG_NORMAL;
    if (shows_less) {
        courier_doubt_parcel(kiosk->courier); // something of it may be lost
        remote_file_recall(&steward->file, &estate->vault, estate->trial.good);
        read_rules(steward, now.wall);
        put_on_screen(steward, kiosk, now);
    }
}

millis steward_turn(struct steward *steward, struct kiosk *kiosk, struct instant now) {
    struct remote_file file = {0};
    const struct remote_file *in_use = steward->rung == RUNG_NORMAL ? &steward->file : NULL;
    if (intake_turn(&steward->intake, kiosk->courier, in_use, &file)) {
        try_out(steward, kiosk, &file, now);
    }
    if (now.steady < steward->due) {
        return steward->due;
    }
    millis due = millis_earlier(judge(steward, kiosk, now), follow_rules(steward, kiosk, now));
    if (now.steady >= steward->settled) {
        settle(steward, kiosk, now);
    }
    steward->due = millis_earlier(due, steward->settled);
    return steward->due;
}

void steward_retire(struct steward *steward) {
    if (estate_has_remote(&steward->estate)) {
        trial_end(&steward->estate.trial);
        vault_write_state(&steward->estate.vault, &steward->estate.trial);
    }
}

struct steward_report steward_report(const struct steward *steward) {
    const struct trial *trial = &steward->estate.trial;
    bool on_trial = is_on_trial(steward);
    return (struct steward_report){
        .rung = steward->rung,
        .starts = trial->starts,
        .hash = steward->file.hash,
        .serial = on_trial             ? trial->candidate_serial
                  : steward->file.text ? trial->good_serial
                                       : 0,
        .is_on_trial = on_trial,
        .refused = steward->intake.refused,
        .refused_why = steward->intake.refused_why.text,
        .rules = steward->rules.on,
    };
}
