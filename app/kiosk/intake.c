#include "kiosk/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "kiosk/check_config.h"

void intake_init(struct intake *intake, struct estate *estate) {
    *intake = (struct intake){.estate = estate};
}

void intake_finish(struct intake *intake) {
    remote_file_drop(&intake->pending);
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

void intake_refuse(struct intake *intake, const char *hash, const char *faults) {
    memcpy(intake->refused, hash, CONTENT_HASH);
    reason_set(&intake->refused_why, ERROR_REFUSED, "%.*s", (int)strcspn(faults, "\n"), faults);
    log_lines(faults);
    log_warning("remote file %.12s is refused; the configuration stays as it is", hash);
}

// For now: it is looked at again, and said once however often that is.
static void put_off(
    struct intake *intake, struct courier *courier, const char *hash, const struct reason *why) {
    courier_doubt_parcel(courier);
    if (strcmp(intake->refused, hash) != 0 || strcmp(intake->refused_why.text, why->text) != 0) {
        intake_refuse(intake, hash, why->text);
    }
}

// For good, as far as this file goes.
static void turn_down(struct intake *intake, const char *hash, const char *faults) {
    trial_refuse(&intake->estate->trial, hash);
    intake_refuse(intake, hash, faults);
    estate_remember(intake->estate);
}

// A signature may still come, or be put right.
static bool is_signed(
    struct intake *intake, struct courier *courier, const struct parcel *parcel, const char *hash) {
    struct reason why = {{0}};
    const char *key = intake->estate->device->remote.public_key;
    if (!key || !signature_check(key, parcel->bytes, parcel->len, parcel->signature ? parcel->signature : "",
                    parcel->signature_len, &why)) {
        return true;
    }
    if (!parcel->signature) {
        reason_set(&why, ERROR_REFUSED, "remote file: there is no signature beside it");
    }
    put_off(intake, courier, hash, &why);
    return false;
}

// Is it, or what it names, not there any more?
static bool is_lost(const struct intake *intake, const struct remote_file *in_use) {
    struct strbuf faults; // there were none
    struct wanted wanted;
    if (!in_use->text) {
        return true;
    }
    const struct layers_wish layers = estate_layers(intake->estate, in_use, 0);
    strbuf_init(&faults, LIMIT_STRING);
    check_settings(&layers, &faults, &wanted);
    bool lacks_some = wanted.count > 0;
    arena_finish(&wanted.arena);
    strbuf_finish(&faults);
    return lacks_some;
}

static bool is_new(struct intake *intake, const struct remote_file *file, const struct remote_file *in_use) {
    const struct trial *trial = &intake->estate->trial;
    int64_t serial = layers_serial(file->text, file->len);
    struct reason why;
    switch (trial_offer(trial, file->hash, serial, estate_wants_signature(intake->estate))) {
    case OFFER_NEW: return true;
    case OFFER_SAME: return in_use && is_lost(intake, in_use);
    case OFFER_REFUSED: log_info("remote file %.12s was refused before", file->hash); return false;
    case OFFER_OLD:
        reason_set(&why, ERROR_REFUSED,
            "remote file: serial %lld is not above %lld, that of the last good one", (long long)serial,
            (long long)trial->good_serial);
        intake_refuse(intake, file->hash, why.text);
    }
    return false;
}

static char *copied(const char *text) {
    char *copy = strdup(text);
    if (!copy) {
        abort();
    }
    return copy;
}

static void order(
    const struct intake *intake, struct courier *courier, const struct wanted *wanted, const char *ticket) {
    struct order *order = order_create(wanted->count, estate_wants_signature(intake->estate), ticket);
    for (size_t i = 0; i < wanted->count; i++) {
        const struct wanted_file *file = &wanted->files[i];
        order->items[i].url = copied(file->url);
        order->items[i].what = copied(file->pointer);
        order->items[i].most = file->is_picture ? LIMIT_PICTURE_BODY : LIMIT_CONFIG_FILE;
    }
    courier_order(courier, order);
}

// Everything that is wrong with what can be looked at now, said at once; what has to be fetched is ordered.
// True: all is here, and nothing is wrong.
static bool is_complete(struct intake *intake, struct courier *courier, struct remote_file *file) {
    struct strbuf faults;
    struct wanted wanted;
    const struct layers_wish layers = estate_layers(intake->estate, file, 0);
    strbuf_init(&faults, LIMIT_CONFIG_FILE);
    enum error error = check_settings(&layers, &faults, &wanted);
    bool waits = !error && wanted.count > 0;
    if (!waits) {
        enum error named = check_names(&layers, &faults);
        error = error ? error : named;
    }
    if (error) {
        turn_down(intake, file->hash, strbuf_text(&faults));
    } else if (waits) {
        order(intake, courier, &wanted, file->hash);
        remote_file_move(&intake->pending, file);
    }
    arena_finish(&wanted.arena);
    strbuf_finish(&faults);
    return !error && !waits;
}

static bool receive(struct intake *intake, struct courier *courier, struct parcel *parcel,
    const struct remote_file *in_use, struct remote_file *out) {
    struct remote_file file = {.text = parcel->bytes, .len = parcel->len};
    content_hash(file.text, file.len, file.hash);
    if (!is_signed(intake, courier, parcel, file.hash)) {
        return false;
    }
    remote_file_drop(&intake->pending); // what comes now counts
    if (!is_new(intake, &file, in_use)) {
        return false;
    }
    parcel->bytes = NULL; // ours now
    bool is_ready = is_complete(intake, courier, &file);
    if (is_ready) {
        remote_file_move(out, &file);
    }
    remote_file_drop(&file);
    return is_ready;
}

// Puts what came where the file finds it. False: `why` says which of them did not come, or not as it should.
static bool keep(
    const struct intake *intake, struct remote_file *file, struct order_item *item, struct reason *why) {
    const char *key = intake->estate->device->remote.public_key;
    struct reason reason = item->reason;
    enum error error = item->error;
    if (!error && key) {
        error = signature_check(key, item->bytes, item->len, item->signature ? item->signature : "",
            item->signature_len, &reason);
        item->may_pass = error; // it may still come, or be put right
    }
    const char *path = error ? NULL
                             : vault_write_enclosure(&intake->estate->vault, item->bytes, item->len,
                                   item->most == LIMIT_PICTURE_BODY, &file->enclosed.arena);
    if (!path) {
        item->may_pass = item->may_pass || !error; // the disk may be full
        reason_set(why, ERROR_REFUSED, "remote file: %s: what is at its address is not to be had: %s",
            item->what, error ? reason.text : "it cannot be kept");
        return false;
    }
    file->enclosed.items[file->enclosed.count++] =
        (struct enclosure){arena_text(&file->enclosed.arena, item->url), path};
    return true;
}

// Answers which item could not be kept; NULL: all were.
static const struct order_item *keep_all(
    const struct intake *intake, struct remote_file *file, struct order *order, struct reason *why) {
    arena_init(&file->enclosed.arena, 0);
    file->enclosed.items = arena_array(&file->enclosed.arena, order->count, sizeof *file->enclosed.items);
    file->has_enclosed = true;
    for (size_t i = 0; i < order->count; i++) {
        if (!keep(intake, file, &order->items[i], why)) {
            return &order->items[i];
        }
    }
    return NULL;
}

// The settings have been checked; now what they name can be.
static bool are_names_sound(struct intake *intake, const struct remote_file *file) {
    struct strbuf faults;
    const struct layers_wish layers = estate_layers(intake->estate, file, 0);
    strbuf_init(&faults, LIMIT_CONFIG_FILE);
    bool is_sound = check_names(&layers, &faults) == ERROR_NONE;
    if (!is_sound) {
        turn_down(intake, file->hash, strbuf_text(&faults));
    }
    strbuf_finish(&faults);
    return is_sound;
}

// All that the pending file names is here, or cannot be had. The file in use is never turned down: what it
// lacks may come back.
static bool receive_order(struct intake *intake, struct courier *courier, struct order *order,
    const struct remote_file *in_use, struct remote_file *out) {
    struct remote_file *file = &intake->pending;
    struct reason why;
    if (!file->text || strcmp(order->ticket, file->hash) != 0) {
        return false; // of one that another has replaced since
    }
    const struct order_item *lacking = keep_all(intake, file, order, &why);
    bool is_known = in_use && strcmp(in_use->hash, file->hash) == 0;
    bool is_ready = false;
    if (lacking && (lacking->may_pass || is_known)) {
        put_off(intake, courier, file->hash, &why);
    } else if (lacking) {
        turn_down(intake, file->hash, why.text);
    } else if (are_names_sound(intake, file)) {
        remote_file_move(out, file);
        is_ready = true;
    }
    remote_file_drop(file);
    if (!is_ready) {
        estate_remember(intake->estate); // what was kept of it goes
    }
    return is_ready;
}

bool intake_turn(struct intake *intake, struct courier *courier, const struct remote_file *in_use,
    struct remote_file *out) {
    struct parcel *parcel = courier_take_parcel(courier);
    bool is_ready = parcel && receive(intake, courier, parcel, in_use, out);
    struct order *order = is_ready ? NULL : courier_take_order(courier);
    is_ready = is_ready || (order && receive_order(intake, courier, order, in_use, out));
    parcel_destroy(parcel);
    order_destroy(order);
    return is_ready;
}
