package app

import (
	"cmp"
	"context"
	"fmt"

	"github.com/fieldfare/fieldfare/app/about"
	"github.com/fieldfare/fieldfare/app/settings"
	"github.com/fieldfare/fieldfare/app/trouble"
)

// aboutApp is what a problem report says of the app itself.
func (a *App) aboutApp() trouble.About {
	l, size := settings.ReadLook(context.Background(), a.store), a.win.Canvas().Size()
	return trouble.About{Version: a.cfg.Version, Build: about.Build(), Log: a.recent.Lines(),
		Window: fmt.Sprintf("%.0f by %.0f units, scale %.2f", size.Width, size.Height, a.win.Canvas().Scale()),
		Look:   fmt.Sprintf("text %d, %s, left hand %v, less motion %v", max(l.Text, 16), cmp.Or(l.Variant, "light or dark as the device"), l.Left, l.Still)}
}
