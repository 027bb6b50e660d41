// Package settings is how the app looks and behaves for the person whose store it is.
//
// Words: the look is the text size, light or dark, whether things move, and the hand that taps; a setting is changed by one tap,
// shows at once, is kept with the store and can be taken back.
package settings
