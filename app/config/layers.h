#ifndef BROADSIDE_CONFIG_LAYERS_H
#define BROADSIDE_CONFIG_LAYERS_H

#include <stdint.h>

#include "config/config.h"
#include "config/document.h"
#include "config/enclosures.h"

// A configuration of several layers, each laid over the ones before it as a merge patch (RFC 7396):
//
//   built-in       the defaults of the table (only for showing: otherwise the reader knows them)
//   device file    who this screen is, and where its remote file is
//   remote file    one for a whole fleet
//     groups.X     an entry of it for each group of this screen, in the screen's order
//     devices.X    an entry of it for this screen
//   times[n]       the rules of all these that are on, in their order
//
// What the device keeps to itself (kiosk.id, kiosk.groups, cache, secrets, status, remote, screen.renderer)
// no other layer may say: that is a fault. What it lists in remote.keep others may say in vain. Entries for
// others are no layers here, and whatever is wrong with them is no fault here: a screen does not stay behind
// for another one's sake.

struct layers;

struct layers_wish {
    const char *path; // of the device file; NULL: the defaults. Everything is borrowed for the layers' life
    const char *text;
    size_t len;
    const char *remote_name; // for messages
    const char *remote_text; // NULL: no remote file
    size_t remote_len;
    bool remote_is_local; // a person put it on this machine: it may name files of this machine
    bool shows_defaults;
    uint32_t on;       // rules of `times`, as bits (times_on)
    const char *entry; // pointer of an entry ("/groups/lobby"): it alone instead of the screen's own; NULL
    const struct enclosures *enclosed; // what the remote file names by address; NULL: nothing was fetched yet
};

// Always creates layers, whatever is wrong; *faults has a line for each fault of their form. The caller owns
// *out.
enum error layers_create(const struct layers_wish *wish, struct strbuf *faults, struct layers **out);
void layers_destroy(struct layers *layers); // accepts NULL

// What they are together, borrowed.
struct document *layers_document(const struct layers *layers);
// The same as a document that knows the layer of every value: for explanations.
const struct document *layers_merged(const struct layers *layers);
const char *layers_path(const struct layers *layers); // of the device file
bool layers_have_remote(const struct layers *layers);
const struct enclosures *layers_enclosed(const struct layers *layers); // NULL: nothing was fetched
// The lowest and all above it, for explanations.
size_t layers_count(const struct layers *layers);
const struct document_layer *layers_at(const struct layers *layers, size_t index);

// `serial` of a remote file; 0 if it has none or is none. For telling an old signed file from a new one.
int64_t layers_serial(const char *text, size_t len);

// Reads what they are together; as config_read_text. With `checks_rules` also each rule of `times` by itself.
enum error config_read_layers(
    const struct layers_wish *wish, bool checks_rules, struct config **out, struct strbuf *faults);
// The same where the caller has the layers; faults go to theirs.
enum error config_of_layers(const struct layers *layers, struct config **out);

#endif
