// Package e2e drives the real binaries: a real window under Xvfb, real processes killed for real, the real service.
//
// Words: a desk is one virtual display with a window manager; a tablet is the app's process with its store; a layout is
// what the app says stands on its screen (--dump-layout), by which a test finds what to tap. The tests build nothing: make
// does that first, so that a build error is not called a test failure.
package e2e
