package html_test

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var named = regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{3,6});`)

// palette reads the colours that a part of the style sheet names.
func palette(t *testing.T, part string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, m := range named.FindAllStringSubmatch(part, -1) {
		out[m[1]] = m[2]
	}
	if len(out) < 12 {
		t.Fatalf("only %d colours are named", len(out))
	}
	return out
}

// luminance is that of WCAG 2.2 for "#rgb" and "#rrggbb".
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	hex = strings.TrimPrefix(hex, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	sum := 0.0
	for i, share := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		v := float64(n) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += share * v
	}
	return sum
}

// TestStyle_Contrast holds every pair of colours that meet on the page: words at 4.5 to 1, lines that mean something at 3.
func TestStyle_Contrast(t *testing.T) {
	data, err := os.ReadFile("style.css")
	if err != nil {
		t.Fatal(err)
	}
	light, rest, ok := strings.Cut(string(data), "@media screen and (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("there are no colours for the dark")
	}
	dark, _, _ := strings.Cut(rest, "\n}\n")
	for name, p := range map[string]map[string]string{"light": palette(t, light), "dark": palette(t, dark)} {
		for _, c := range []struct {
			over, under string
			least       float64
		}{
			{"ink", "paper", 7}, {"slate", "paper", 4.5}, {"soft", "paper", 4.5}, {"chestnut", "paper", 4.5}, {"link", "paper", 4.5},
			{"ink", "wash", 7}, {"slate", "wash", 4.5}, {"soft", "wash", 4.5}, {"chestnut", "wash", 4.5}, {"ink", "gap", 7}, {"chestnut", "gap", 4.5}, {"soft", "gap", 4.5},
			{"on-band", "band", 4.5}, {"on-tab", "tab", 4.5}, {"rule", "paper", 3}, {"ink", "bar", 4.5},
		} {
			a, b := luminance(t, p[c.over]), luminance(t, p[c.under])
			if got := (max(a, b) + 0.05) / (min(a, b) + 0.05); got < c.least {
				t.Errorf("%s: %s on %s stands out %.2f to 1, want %.1f", name, c.over, c.under, got, c.least)
			}
		}
	}
}
