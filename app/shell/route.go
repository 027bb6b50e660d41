// Package shell frames every screen: the rail or bottom bar, the band of the child, the bar with title and actions,
// the sync chip, the undo bar, the practice strip, Cover, and the way back.
//
// Words: a route names a screen and what it is about; two equal routes are the same place. A registry makes the
// screen of a route; the shell knows none of them by name. A root is the first screen of an item of the rail. A board
// is a screen that needs the whole width, so that the rail hides; a full screen has no frame at all. A turned screen is in a child's
// hands: no alerts, no search and no outbox stand on it, and whoever leaves it finds the cover over what comes next, for the adult to
// touch and hold.
package shell

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// Route is a place in the app: a screen, the child it is about and one more id. Routes are comparable and plain, so
// that the way back survives a restart.
type Route struct {
	Screen string `json:"screen"`
	Child  string `json:"child,omitzero"`
	Arg    string `json:"arg,omitzero"`
}

// Kind is how a screen is framed.
type Kind int

// The kinds of frame.
const (
	Framed Kind = iota // rail or bottom bar, band, bar
	Board              // no rail: capture
	Full               // no frame at all: first run, unlock
)

// Frame is what a screen tells the shell about itself. It is read when the screen is shown and at every Reframe.
type Frame struct {
	Kind     Kind
	Title    string
	Subtitle string
	Short    string              // the subtitle on a phone, and beside three actions in portrait; "": all of it
	Actions  []fyne.CanvasObject // far end of the bar, the primary action last
	Narrow   []fyne.CanvasObject // the actions below 1000 wide, where the screen shows some elsewhere; nil means the same
	Leads    bool                // a box to find in among the actions leads elsewhere: in portrait the search button does, and the title keeps its line
	Clock    *kit.Moment         // a running clock before the title
	Tabs     fyne.CanvasObject   // below the band, instead of a title
	Child    *kit.ChildBandData  // the child the screen is about, nil for none
	Alerts   func() string       // the words under Hold; nil says "No alerts"
	Item     int                 // which item of the rail this belongs to
	Turned   bool                // a board in the hands of a child or family: nothing on it leads elsewhere, and leaving it covers the screen
	Bare     bool                // no bar of title and actions: the screen draws its own
}

// Screen is one place on show.
type Screen interface {
	Content() fyne.CanvasObject // the same object every time
	Frame() Frame
	Leave() // called once when the person goes elsewhere
}

// KeyTaker is a screen that wants keys nobody else used; true means used.
type KeyTaker interface {
	TypedKey(*fyne.KeyEvent) bool
}

// RuneTaker is a screen that wants letters typed while nothing has the keyboard, such as figures for a pad.
type RuneTaker interface {
	TypedRune(rune)
}

// The items of the rail, in order.
const (
	ItemToday = iota
	ItemChildren
	ItemReports
	ItemOutbox
	ItemMore
	itemCount
)

// Config is what a shell needs.
type Config struct {
	Screens func(Route) Screen // the registry; nil for a route it does not know
	Roots   [itemCount]Route   // first screen of each item
	Clock   kit.Clock
	OnFind  func()        // Ctrl+K and the search button; nil for neither
	OnLock  func()        // Ctrl+L
	OnMoved func([]Route) // told the whole way back after every move, to keep it
	History func(Route)   // Ctrl+Shift+H: the history of what is on show
}
