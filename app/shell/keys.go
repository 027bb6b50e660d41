package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"

	"github.com/fieldfare/fieldfare/app/kit"
)

// A Shortcut is a key that does something, as F1 lists it and as docs/accessibility.md prints it.
type Shortcut struct {
	Keys string
	Does string
	key  fyne.KeyName     // of a combination
	with fyne.KeyModifier // of a combination
	run  func(*Shell)     // of a combination; nil for keys that a screen or control answers itself
	over bool             // also while a sheet lies over the screen: it neither leaves nor changes what lies beneath
}

// Shortcuts is the one table of the app's keys. A combination is claimed from it, so that the list cannot promise one that does
// nothing; the other lines are held by the tests of the screens they name.
func Shortcuts() []Shortcut {
	ctrl := fyne.KeyModifierShortcutDefault
	all := []Shortcut{
		{Keys: "F1", Does: "Show this list"},
		{Keys: "Ctrl+K", Does: "Find a child, words in a record, or a place", key: fyne.KeyK, with: ctrl, run: func(s *Shell) {
			if s.cfg.OnFind != nil {
				s.cfg.OnFind()
			}
		}},
	}
	for i, k := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5} {
		all = append(all, Shortcut{Keys: "Ctrl+" + string(k), Does: itemLooks[i].word, key: k, with: ctrl, run: func(s *Shell) { s.Root(i) }})
	}
	return append(all,
		Shortcut{Keys: "Alt+Left", Does: "Back", key: fyne.KeyLeft, with: fyne.KeyModifierAlt, run: func(s *Shell) { s.Back() }},
		Shortcut{Keys: "Escape", Does: "Close what lies over the screen, or go back"},
		Shortcut{Keys: "Ctrl+Z", Does: "Undo what was just done"},
		Shortcut{Keys: "Ctrl+H", Does: "Cover the screen; any key uncovers it", key: fyne.KeyH, with: ctrl, run: (*Shell).Cover, over: true},
		Shortcut{Keys: "Ctrl+L", Does: "Lock", key: fyne.KeyL, with: ctrl, over: true, run: func(s *Shell) {
			if s.cfg.OnLock != nil {
				s.cfg.OnLock()
			}
		}},
		Shortcut{Keys: "Ctrl+Shift+H", Does: "History of what is on show", key: fyne.KeyH, with: ctrl | fyne.KeyModifierShift, run: func(s *Shell) {
			if s.cfg.History != nil {
				s.cfg.History(s.Current())
			}
		}},
		Shortcut{Keys: "Tab, Shift+Tab", Does: "Next control, the one before"},
		Shortcut{Keys: "Space or Enter", Does: "Tap the control"},
		Shortcut{Keys: "Arrows", Does: "Move in a list, tabs, choices or a ladder"},
		Shortcut{Keys: "Page Up, Page Down, Home, End", Does: "Move far in a list; turn the pages of a report"},
		Shortcut{Keys: "P", Does: "On the pages of a report: print them"},
		Shortcut{Keys: "Plus, Minus", Does: "On the pages of a report: larger, smaller"},
		Shortcut{Keys: "A letter", Does: "At a contact: begin a note. Enter stamps it"},
		Shortcut{Keys: "A figure", Does: "While measuring: the number pad. In the Outbox: keep the first, second or third"},
		Shortcut{Keys: "Hold Space", Does: "On the alert mark: show the alerts until let go"},
	)
}

// takeKeys claims the window's keys.
func (s *Shell) takeKeys(c fyne.Canvas) {
	c.SetOnTypedKey(s.typedKey)
	c.SetOnTypedRune(func(r rune) {
		if t, ok := s.screen.(RuneTaker); ok && !s.beneath() {
			t.TypedRune(r)
		}
	})
	for _, k := range Shortcuts() {
		if k.run == nil {
			continue
		}
		c.AddShortcut(&desktop.CustomShortcut{KeyName: k.key, Modifier: k.with}, func(fyne.Shortcut) {
			// A covered or locked screen answers to nothing but being uncovered; a window keeps the keys of a shell that left it.
			// A child finds nobody else by a key, and goes nowhere but back. Under a sheet no screen is left: the sheet would stand over the next one, which may be another child's.
			if s.canvas == c && !s.cover.up && s.frame.Kind != Full && (k.over || !s.beneath() && !s.frame.Turned) {
				k.run(s)
			}
		})
	}
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) {
		if s.canvas == c && !s.cover.up {
			s.undo.Take()
		}
	})
}

// typedKey answers keys that nothing on the screen had a use for.
func (s *Shell) typedKey(e *fyne.KeyEvent) {
	if s.cover.up {
		s.cover.pressed()
		return
	}
	if top, ok := s.topSheet(); ok && (e.Name == fyne.KeyEscape || e.Name == mobile.KeyBack) {
		top.Close()
		return
	}
	if s.beneath() { // what nobody in the sheet wanted is not meant for the screen under it
		return
	}
	if t, ok := s.screen.(KeyTaker); ok && t.TypedKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeyF1:
		s.ShowKeys()
	case fyne.KeyEscape, mobile.KeyBack:
		if s.frame.Kind != Full {
			s.Back()
		}
	}
}

// beneath reports whether something lies over the screen: a sheet, a question of the system, or the cover.
func (s *Shell) beneath() bool { return s.canvas != nil && s.canvas.Overlays().Top() != nil }

// topSheet is what lies over the screen and can be closed.
func (s *Shell) topSheet() (interface{ Close() }, bool) {
	if s.canvas == nil {
		return nil, false
	}
	top, ok := s.canvas.Overlays().Top().(interface{ Close() })
	return top, ok
}

// ShowKeys lists the shortcuts; a second F1 does not lay the list over itself.
func (s *Shell) ShowKeys() {
	if s.canvas == nil || s.beneath() {
		return
	}
	var rows []fyne.CanvasObject
	for _, k := range Shortcuts() {
		rows = append(rows, kit.NewListRow(kit.RowData{Title: k.Keys, Subtitle: k.Does}, nil))
	}
	kit.ShowSheet(s.canvas, "Keyboard shortcuts", kit.NewRowCard(rows...), nil)
}
