package web

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
)

// Policy is what a page may load and where its forms may go: our own style sheet, fonts and pictures, and nothing else. styles are
// further style sheets that stand within the page, allowed by their hash: a report brings its own.
func Policy(styles ...string) string {
	allowed := ""
	for _, s := range styles {
		sum := sha256.Sum256([]byte(s))
		allowed += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; style-src 'self'" + allowed + "; font-src 'self' data:; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

// Headers sets what every page is sent with: it is not kept, not listed, not framed, and tells no other site where its reader came
// from. Referrer-Policy is same-origin and not no-referrer: under the latter an older browser's own form comes with "Origin: null",
// which cannot be told from another site's.
func Headers(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", Policy())
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("X-Robots-Tag", "noindex, nofollow")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
}
