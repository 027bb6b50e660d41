package picture

import (
	"bytes"
	"encoding/binary"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"

	"github.com/bep/imagemeta"
	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"github.com/fieldfare/fieldfare/assessments"
)

// What to do with a file that is no picture that can be read here.
const (
	sayHEIC  = "This photo is in HEIC, the phone's own format. On the phone, share it as “Most compatible” or save a copy as JPEG, then add that."
	sayAVIF  = "This photo is in AVIF. Open it, save a copy as JPEG, then add that."
	sayRAW   = "This photo is in the camera's raw format. Save a copy as JPEG on the camera or the computer, then add that."
	saySVG   = "This is an SVG drawing, which cannot be read here. Save it as PNG, then add that."
	sayPDF   = "This is a PDF, not a picture. Save the page as JPEG or PNG, then add that."
	sayVideo = "This is a video, which cannot stand on paper. Take a still picture from it, then add that."
	sayEmpty = "This file is empty: it did not arrive whole. Add it again from where it was taken."
	sayOther = "This file is no picture that can be read here. Save it as JPEG or PNG, then add that."
)

// sniff tells the format from the first bytes: a name's ending proves nothing.
func sniff(data []byte) (format, error) {
	has := func(at int, s string) bool { return len(data) >= at+len(s) && string(data[at:at+len(s)]) == s }
	refuse := func(msg string) (format, error) {
		return format{}, assessments.Errorf(assessments.Invalid, "picture.sniff", "%s", msg)
	}
	switch {
	case len(data) == 0:
		return refuse(sayEmpty)
	case has(0, "\xFF\xD8\xFF"):
		return format{decode: jpeg.Decode, measure: measureJPEG, meta: imagemeta.JPEG}, nil
	case has(0, "\x89PNG\r\n\x1A\n"):
		return format{decode: png.Decode, measure: measurePNG, meta: imagemeta.PNG}, nil
	case has(0, "GIF87a"), has(0, "GIF89a"):
		return format{decode: gif.Decode, measure: config(gif.DecodeConfig, 3)}, nil
	case has(0, "RIFF") && has(8, "WEBP"):
		return format{decode: webp.Decode, measure: config(webp.DecodeConfig, 8), meta: imagemeta.WebP}, nil
	case has(0, "BM") && len(data) > 26:
		return format{decode: bmp.Decode, measure: config(bmp.DecodeConfig, 4)}, nil
	case rawPhoto(data):
		return refuse(sayRAW)
	case has(0, "II*\x00"), has(0, "MM\x00*"):
		return format{decode: tiff.Decode, measure: measureTIFF, meta: imagemeta.TIFF}, nil
	case has(4, "ftyp"):
		return refuse(brand(data))
	case has(0, "%PDF"):
		return refuse(sayPDF)
	case bytes.Contains(bytes.ToLower(data[:min(len(data), 1024)]), []byte("<svg")), has(0, "\x1F\x8B"):
		return refuse(saySVG)
	case has(0, "\x1A\x45\xDF\xA3"), has(0, "RIFF") && has(8, "AVI "), has(0, "\x00\x00\x01\xBA"):
		return refuse(sayVideo)
	}
	return refuse(sayOther)
}

// brand tells apart what phones keep in the same kind of box.
func brand(data []byte) string {
	end := min(int(binary.BigEndian.Uint32(data)), len(data), 128)
	for at := 8; at+4 <= end; at += 4 {
		switch string(data[at : at+4]) {
		case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1":
			if slices.Contains([]string{"avif", "avis"}, string(data[8:12])) {
				return sayAVIF
			}
			return sayHEIC
		case "avif", "avis":
			return sayAVIF
		case "crx ":
			return sayRAW
		}
	}
	return sayVideo
}

// rawPhoto finds cameras' raw formats. Most are TIFF files whose first picture is a stamp-sized preview, so that a TIFF
// decoder would read them, and print the stamp.
func rawPhoto(data []byte) bool {
	for _, head := range []string{"FUJIFILMCCD-RAW", "IIRO", "IIRS", "MMOR", "IIU\x00", "FOVb"} {
		if bytes.HasPrefix(data, []byte(head)) {
			return true
		}
	}
	if len(data) < 16 {
		return false
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch string(data[:4]) {
	case "II*\x00":
		if string(data[8:10]) == "CR" {
			return true
		}
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return false
	}
	at := int(order.Uint32(data[4:]))
	if at < 8 || at+2 > len(data) {
		return false
	}
	for n := int(order.Uint16(data[at:])); n > 0; n-- {
		entry := at + 2 + (n-1)*12
		if entry+12 > len(data) {
			continue
		}
		value := order.Uint32(data[entry+8:])
		switch order.Uint16(data[entry:]) {
		case 0xC612: // DNGVersion
			return true
		case 0x00FE: // NewSubfileType: the first picture is a smaller copy of another
			if order == binary.LittleEndian && value&1 == 1 || order == binary.BigEndian && (value&1 == 1 || value>>16&1 == 1) {
				return true
			}
		}
	}
	return false
}
