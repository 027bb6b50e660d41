package secret

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"rsc.io/qr"

	"github.com/fieldfare/fieldfare/app/kit"
)

// qrSide is the width of the picture of the recovery code, in units.
const qrSide = 168

// qrPicture is the recovery code as a QR code, for a phone that keeps it; nil when the code does not fit one. It stays black on
// white in the dark look: a camera needs it so.
func qrPicture(code string) fyne.CanvasObject {
	c, err := qr.Encode(code, qr.M)
	if err != nil {
		return nil
	}
	c.Scale = 4
	img := canvas.NewImageFromResource(fyne.NewStaticResource("recovery.png", c.PNG()))
	img.FillMode = canvas.ImageFillContain
	img.ScaleMode = canvas.ImageScalePixels
	return kit.AtLeast(qrSide, qrSide, img)
}
