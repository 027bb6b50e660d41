package app

import (
	"bytes"
	"errors"
	"os"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// layoutEvery is how often the layout is looked at; the file is written only when it changed.
const layoutEvery = 100 * time.Millisecond

// dumpLayout writes what stands on the screen, for tests that drive the window. It holds what a screen holds, so it is only
// ever made on request. A second file, .looks, gets a byte each time the screen was found as it was, and is emptied when it has changed: on a
// busy machine the clock alone does not tell a screen that rests from one that is late.
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
		var err error
		switch {
		case now.Len() == 0:
		case bytes.Equal(now.Bytes(), last):
			err = lookedAgain(a.cfg.Layout + ".looks")
		default:
			last = bytes.Clone(now.Bytes())
			err = replaceLayout(a.cfg.Layout, last)
		}
		if err != nil {
			return // the folder is gone: the test is over
		}
	}
}

func lookedAgain(path string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write([]byte{'.'})
	return errors.Join(err, f.Close())
}

func replaceLayout(path string, now []byte) error {
	return errors.Join(os.WriteFile(path+".looks", nil, 0o600), os.WriteFile(path+".new", now, 0o600), os.Rename(path+".new", path))
}
