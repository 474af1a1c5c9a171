#ifndef BROADSIDE_KIOSK_INTAKE_H
#define BROADSIDE_KIOSK_INTAKE_H

#include "courier/courier.h"
#include "kiosk/estate.h"

// What becomes of a remote file before it is used:
//
//   it comes ─► signed? new? settings without a fault? ─► what it names by address is fetched ─► named files
//               without a fault? ─► to be tried
//
// Whatever is not so refuses it: that is said, and it is not looked at again until it changes; or it is,
// where another time it may be otherwise (a signature that follows, a server in trouble).

struct intake {
    struct estate *estate;      // borrowed
    struct remote_file pending; // what it names is on its way
    char refused[CONTENT_HASH]; // the file refused last; "" none
    struct reason refused_why;  // the first of its faults
};

void intake_init(struct intake *intake, struct estate *estate);
void intake_finish(struct intake *intake);

// Takes what came. `in_use` is the file on screen, which is taken again only if something of it was lost;
// NULL where a remembered one is kept off the screen on purpose. True: *out, which held none, is to be tried;
// the caller owns it.
bool intake_turn(struct intake *intake, struct courier *courier, const struct remote_file *in_use,
    struct remote_file *out);

// A file is not to be used, for `faults`, a line each. Says so.
void intake_refuse(struct intake *intake, const char *hash, const char *faults);

#endif
