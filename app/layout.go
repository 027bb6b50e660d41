package app

import (
	"bytes"
	"os"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// layoutEvery is how often the layout is looked at; the file is written only when it changed.
const layoutEvery = 100 * time.Millisecond

// dumpLayout writes what stands on the screen, for tests that drive the window. It holds what a screen holds, so it is only
// ever made on request.
func (a *App) dumpLayout() {
	tick := time.NewTicker(layoutEvery)
	defer tick.Stop()
	var last []byte
	for {
		select {
		case <-a.ctx.Done():
			return
		case <-tick.C:
		}
		var now bytes.Buffer
		fyne.DoAndWait(func() {
			if err := kit.WriteDump(&now, kit.Dump(a.win.Canvas())); err != nil {
				now.Reset()
			}
		})
		if now.Len() == 0 || bytes.Equal(now.Bytes(), last) {
			continue
		}
		last = bytes.Clone(now.Bytes())
		tmp := a.cfg.Layout + ".new"
		if os.WriteFile(tmp, last, 0o600) != nil || os.Rename(tmp, a.cfg.Layout) != nil {
			return // the folder is gone: the test is over
		}
	}
}
