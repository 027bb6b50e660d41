/* The part of the NDK's window that Fyne's driver calls, as the NDK documents it (developer.android.com/ndk/reference,
 * group "Native Window"): Debian's headers of Android leave it out. For checking types only; nothing is linked with it. */
#ifndef ANDROID_NATIVE_WINDOW_H
#define ANDROID_NATIVE_WINDOW_H
#include <stdint.h>
#include <android/rect.h>
typedef struct ANativeWindow ANativeWindow;
int32_t ANativeWindow_getWidth(ANativeWindow *window);
int32_t ANativeWindow_getHeight(ANativeWindow *window);
int32_t ANativeWindow_setBuffersGeometry(ANativeWindow *window, int32_t width, int32_t height, int32_t format);
#endif
