package web

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"net/http"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assets"
)

// AssetPath is where what pages load is found: below it a version, and a name.
const AssetPath = "/web/"

// site.css is the look of our own pages, reader.css what a report's page has beside the report.
var (
	//go:embed site.css
	siteCSS []byte
	//go:embed reader.css
	readerCSS []byte
)

type asset struct {
	media string
	data  []byte
}

// all is everything that a page may load; nothing of it is anybody's data.
var all = map[string]asset{
	"site.css":       {"text/css; charset=utf-8", siteCSS},
	"reader.css":     {"text/css; charset=utf-8", readerCSS},
	"icon.svg":       {"image/svg+xml", assets.IconSVG},
	"regular.woff2":  {"font/woff2", assets.WebFontRegular},
	"semibold.woff2": {"font/woff2", assets.WebFontSemiBold},
	"bold.woff2":     {"font/woff2", assets.WebFontBold},
}

// assetVersion names what the files hold, so that a browser keeps each for good and asks anew after an upgrade.
var assetVersion = func() string {
	sum := sha256.Sum256(slices.Concat(siteCSS, readerCSS))
	return hex.EncodeToString(sum[:6])
}()

// Asset answers a request for AssetPath + "{version}/{file}".
func Asset(w http.ResponseWriter, r *http.Request) error {
	a, ok := all[r.PathValue("file")]
	if !ok {
		return assessments.Errorf(assessments.NotFound, "web.asset", "There is no such file.")
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Type", a.media)
	_, _ = w.Write(a.data) // whoever went away asks again
	return nil
}
