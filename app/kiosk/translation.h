#ifndef BROADSIDE_KIOSK_TRANSLATION_H
#define BROADSIDE_KIOSK_TRANSLATION_H

#include "kiosk/studio.h"

// The configuration's tables in the terms of the rooms that use them: sections and rundown for the layout,
// sources for the courier. In the studio's arena, or borrowed from its configuration.
void studio_translate(struct studio *studio);

#endif
