package kit

// touches counts what a person does with fingers and keys. Fyne tells nobody of all events in a window, so every control counts its
// own. It is used on the screen's own goroutine only.
var touches uint64

// touched is called wherever a finger, a mouse button or a key arrives.
func touched() { touches++ }

// Touches is how often a person has touched the app so far: as long as it stays the same, nobody uses it.
func Touches() uint64 { return touches }
