package docx

import (
	"regexp"
	"slices"
	"strings"
)

// props are the properties of a run or a paragraph as whole elements by name. The standard wants them in its own order.
type props map[string]string

// The order of the properties that we write or keep (ECMA-376, part 1, 17.3.1.26 and 17.3.2.28). What is not named here is
// dropped from what a form gives: changes under tracking, marks of a newer Word.
var (
	runOrder = strings.Fields("rStyle rFonts b bCs i iCs caps smallCaps color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs lang")
	parOrder = strings.Fields("pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs suppressAutoHyphens bidi spacing ind contextualSpacing jc outlineLvl")
)

var single = regexp.MustCompile(`<w:(\w+)(?:\s[^<>]*)?/>`)

// parsed reads properties that hold nothing inside themselves, as the printer writes them.
func parsedProps(s string) props {
	out := props{}
	for _, m := range single.FindAllStringSubmatch(s, -1) {
		out[m[1]] = m[0]
	}
	return out
}

// taken reads the properties below n out of a form's bytes.
func taken(data []byte, n *node, order []string) props {
	out := props{}
	if n == nil {
		return out
	}
	for _, k := range n.kids {
		if k.space == spaceW && slices.Contains(order, k.name) {
			out[k.name] = string(data[k.from:k.to])
		}
	}
	return out
}

// with returns p with the properties of more, which win.
func (p props) with(more string) props {
	out := props{}
	for k, v := range p {
		out[k] = v
	}
	for k, v := range parsedProps(more) {
		out[k] = v
	}
	return out
}

// without returns p less some properties.
func (p props) without(names ...string) props {
	out := props{}
	for k, v := range p {
		if !slices.Contains(names, k) {
			out[k] = v
		}
	}
	return out
}

// in writes p in an order.
func (p props) in(order []string) string {
	var b strings.Builder
	for _, k := range order {
		b.WriteString(p[k])
	}
	return b.String()
}
