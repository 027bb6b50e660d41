package wire

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
)

// ContentHash is what a signature binds to: the SHA-256, hexadecimal, of the fields in order of name, each as its name in
// JSON, a colon, its value without insignificant spaces, and a line feed. A field that is null counts as absent.
func ContentHash(f assessments.Fields) string {
	h := sha256.New()
	for _, name := range f.Names() {
		var v bytes.Buffer
		if json.Compact(&v, f[name]) != nil {
			v.Reset()
			v.Write(f[name])
		}
		if v.Len() == 0 || v.String() == "null" {
			continue
		}
		key, _ := json.Marshal(name) // a string always can be
		h.Write(key)
		h.Write([]byte{':'})
		h.Write(v.Bytes())
		h.Write([]byte{'\n'})
	}
	return hex.EncodeToString(h.Sum(nil))
}
