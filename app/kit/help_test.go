package kit_test

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

func clock() *kittest.Clock { return kittest.NewClock(time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC)) }

func key(k fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: k} }
