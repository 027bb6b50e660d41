/* A rectangle as the NDK documents it; see native_window.h. */
#ifndef ANDROID_RECT_H
#define ANDROID_RECT_H
#include <stdint.h>
typedef struct ARect {
	int32_t left, top, right, bottom;
} ARect;
#endif
