// Command window is the least that Fyne can show: what the app's memory is compared with.
package main

import (
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

// restAfter gives the window the same rest as the app has: what starting up used goes back to the system.
const restAfter = 5 * time.Second

func main() {
	w := fyneapp.NewWithID("org.fieldfare.bench").NewWindow("Bare")
	w.SetContent(widget.NewLabel("A bare window"))
	w.Resize(fyne.NewSize(1280, 800))
	time.AfterFunc(restAfter, debug.FreeOSMemory)
	w.ShowAndRun()
}
