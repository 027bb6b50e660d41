// Package kittest lets a test use a screen as a person does: find a control by its name, tap it, type, and read what
// shows. It is imported by tests only.
//
// Words: a bench is a window without a screen; a picture is what would be seen in it.
package kittest

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/fieldfare/fieldfare/app/kit"
)

// Bench is a window of the test driver in the look of the app.
type Bench struct {
	t      testing.TB
	App    *WatchedApp
	Window fyne.Window
	theme  kit.Theme
	size   fyne.Size
	canvas *listening
}

// listening is the window's canvas, which also remembers shortcuts: the test driver's own cannot be asked to run one.
type listening struct {
	fyne.Canvas
	keys map[string]func(fyne.Shortcut)
}

// AddShortcut is part of fyne.Canvas.
func (l *listening) AddShortcut(k fyne.Shortcut, run func(fyne.Shortcut)) {
	l.keys[k.ShortcutName()] = run
	l.Canvas.AddShortcut(k, run)
}

// Canvas is the canvas to attach a shell to, so that Shortcut works.
func (b *Bench) Canvas() fyne.Canvas {
	if b.canvas == nil {
		b.canvas = &listening{Canvas: b.Window.Canvas(), keys: map[string]func(fyne.Shortcut){}}
	}
	return b.canvas
}

// Shortcut presses a combination of keys in the window.
func (b *Bench) Shortcut(k fyne.Shortcut) {
	b.t.Helper()
	run, ok := b.Canvas().(*listening).keys[k.ShortcutName()]
	if !ok {
		b.t.Fatalf("nothing listens to %s", k.ShortcutName())
	}
	run(k)
	b.Settle()
}

// Window shows content in a window of a size, light, with text at 16.
func Window(t testing.TB, content fyne.CanvasObject, w, h float32) *Bench {
	b := Open(t, w, h)
	b.Show(content)
	return b
}

// Open makes an empty window, for a shell that attaches itself.
func Open(t testing.TB, w, h float32) *Bench {
	t.Helper()
	b := &Bench{t: t, App: App(t), size: fyne.NewSize(w, h), theme: kit.Theme{Variant: kit.VariantLight}}
	b.App.Settings().SetTheme(b.theme)
	b.Window = test.NewTempWindow(t, nil)
	b.Window.SetPadded(false)
	return b
}

// Over is a bench of a window that an app has made.
func Over(t testing.TB, a *WatchedApp, win fyne.Window, w, h float32) *Bench {
	return &Bench{t: t, App: a, Window: win, size: fyne.NewSize(w, h), theme: kit.Theme{Variant: kit.VariantLight}}
}

// Show puts content into the window.
func (b *Bench) Show(content fyne.CanvasObject) {
	b.Window.SetContent(content)
	b.Settle()
}

// Theme changes light, dark and text size while the window shows.
func (b *Bench) Theme(th kit.Theme) {
	b.theme = th
	b.App.Settings().SetTheme(th)
	b.Settle()
}

// Resize changes the size of the window.
func (b *Bench) Resize(w, h float32) {
	b.size = fyne.NewSize(w, h)
	b.Settle()
}

// Settle lays everything out, as the running window does between two frames.
func (b *Bench) Settle() {
	b.Window.Resize(b.size)
	kit.Relay(b.Window.Content())
	for _, o := range b.Window.Canvas().Overlays().List() {
		o.Resize(b.size)
		kit.Relay(o)
	}
}

// Placed is what shows.
func (b *Bench) Placed() []kit.Placed {
	b.Settle()
	return kit.Dump(b.Window.Canvas())
}

// Texts joins all words on show, one text a line, for strings.Contains.
func (b *Bench) Texts() string {
	var out strings.Builder
	for _, p := range b.Placed() {
		if p.Kind == "text" {
			out.WriteString(p.Text + "\n")
		}
	}
	return out.String()
}

// Shows fails the test when any of the words is not on show.
func (b *Bench) Shows(words ...string) {
	b.t.Helper()
	all := b.Texts()
	for _, w := range words {
		if !strings.Contains(all, w) {
			b.t.Errorf("the screen does not show %q; it shows:\n%s", w, all)
		}
	}
}

// Find answers a target or field by name, or fails the test.
func (b *Bench) Find(name string) kit.Placed {
	b.t.Helper()
	placed := b.Placed()
	if top := b.Window.Canvas().Overlays().Top(); top != nil {
		// What lies under a sheet cannot be tapped.
		if p, ok := kit.Find(kit.DumpObject(top, b.size), name); ok {
			return p
		}
	}
	p, ok := kit.Find(placed, name)
	if !ok {
		var names []string
		for _, p := range placed {
			if p.Kind != "text" {
				names = append(names, p.Text)
			}
		}
		b.t.Fatalf("no control named %q; there are: %s", name, strings.Join(names, " | "))
	}
	return p
}

// Tap taps the middle of a control, as a finger does: whatever lies on top gets it.
func (b *Bench) Tap(name string) {
	b.t.Helper()
	p := b.Find(name)
	if p.Kind == "field" {
		b.Window.Canvas().Focus(p.Object.(fyne.Focusable))
		return
	}
	test.TapCanvas(b.Window.Canvas(), fyne.NewPos(p.X+p.W/2, p.Y+p.H/2))
	b.Settle()
}

// Type types into a field.
func (b *Bench) Type(field, words string) {
	b.t.Helper()
	p := b.Find(field)
	f, ok := p.Object.(fyne.Focusable)
	if !ok {
		b.t.Fatalf("%q takes no words", field)
	}
	b.Window.Canvas().Focus(f)
	test.Type(f, words)
	b.Settle()
}

// Key presses a key where the keyboard is, or in the window when it is nowhere.
func (b *Bench) Key(k fyne.KeyName) {
	e := &fyne.KeyEvent{Name: k}
	if f := b.Window.Canvas().Focused(); f != nil {
		f.TypedKey(e)
	} else if on := b.Window.Canvas().OnTypedKey(); on != nil {
		on(e)
	}
	b.Settle()
}

// Sound fails the test when targets are small, when words are cut or hard to see, or when anything overlaps or leaves the window.
func (b *Bench) Sound() {
	b.t.Helper()
	for _, f := range b.Faults() {
		b.t.Error(f)
	}
}

// Frames are the windows that every screen must be sound in: a tablet both ways, a phone and a laptop.
var Frames = []struct {
	Name string
	W, H float32
}{{"landscape", 1280, 800}, {"portrait", 800, 1280}, {"phone", 390, 844}, {"laptop", 1440, 900}}

// Everywhere is Sound of what shows now in each of the frames, as it is and then dark with text at 20: what somebody has tapped to is
// looked at in all of them without tapping there again. The window gets its own size and look back. What a registered route shows at
// once needs none of this: the walk of the whole app looks at it.
func (b *Bench) Everywhere(picture string) {
	b.t.Helper()
	size, look := b.size, b.theme
	for _, dress := range []struct {
		name  string
		theme kit.Theme
	}{{"", look}, {"-dark-20", kit.Theme{Variant: kit.VariantDark, Text: 20, Fonts: look.Fonts}}} {
		b.Theme(dress.theme)
		for _, f := range Frames {
			b.Resize(f.W, f.H)
			for _, fault := range b.Faults() {
				b.t.Errorf("%s, %s%s: %s", picture, f.Name, dress.name, fault)
			}
			b.Picture(picture + "-" + f.Name + dress.name)
		}
	}
	b.Theme(look)
	b.Resize(size.Width, size.Height)
}

// Faults are what Sound would say of what lies on top: the sheet where one is open, else the whole window.
func (b *Bench) Faults() []string {
	b.Settle()
	top := b.Window.Canvas().Overlays().Top()
	if top == nil {
		top = b.Window.Content()
	}
	return append(kit.Faults(top, b.size), kit.Faint(top, b.size)...)
}

// Picture writes what would be seen as name.png into the folder that FIELDFARE_PICTURES names, to be looked at. A plain test run
// paints nothing: a thousand pictures that nobody looks at were a third of its time.
func (b *Bench) Picture(name string) {
	b.t.Helper()
	dir := os.Getenv("FIELDFARE_PICTURES")
	if dir == "" {
		return
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		b.t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		b.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, b.Capture()); err != nil {
		b.t.Fatal(err)
	}
}

// Capture is what would be seen.
func (b *Bench) Capture() image.Image {
	b.t.Helper()
	b.Settle()
	return b.Window.Canvas().Capture()
}
