package wire

import (
	"encoding/binary"
	"encoding/json"
)

// A plain reads JSON as this program writes it: without spaces, the members in their order, names and ids without escapes. Nearly
// everything that travels is written so, and reading it takes a fraction of what a parser of any JSON takes. Whatever does not fit
// clears ok, and is read by encoding/json: a plain may refuse, and must never read anything else than that would.
type plain struct {
	b  []byte
	i  int
	ok bool
}

// is takes s where it comes next; a member that may be left out is asked for this way.
func (p *plain) is(s string) bool {
	if !p.ok || len(p.b)-p.i < len(s) || string(p.b[p.i:p.i+len(s)]) != s {
		return false
	}
	p.i += len(s)
	return true
}

// must takes s, which comes next.
func (p *plain) must(s string) { p.ok = p.is(s) }

// text takes a string up to and with its closing quote, of letters that stand for themselves in every encoding.
func (p *plain) text() []byte {
	from := p.i
	for p.ok && p.i < len(p.b) {
		switch c := p.b[p.i]; {
		case c == '"':
			p.i++
			return p.b[from : p.i-1]
		case c < ' ' || c == '\\' || c >= 0x7f:
			p.ok = false
		}
		p.i++
	}
	p.ok = false
	return nil
}

// number takes a whole number from 0.
func (p *plain) number() (n uint64) {
	from := p.i
	for p.ok && p.i < len(p.b) && p.b[p.i] >= '0' && p.b[p.i] <= '9' {
		n = n*10 + uint64(p.b[p.i]-'0')
		p.i++
	}
	if size := p.i - from; size == 0 || size > 18 || size > 1 && p.b[from] == '0' {
		p.ok = false
	}
	return n
}

// value takes any value and returns its bytes.
func (p *plain) value(depth int) []byte {
	from := p.i
	if !p.ok || p.i >= len(p.b) || depth > 32 {
		p.ok = false
		return nil
	}
	p.i++
	switch c := p.b[from]; c {
	case '"':
		p.letters()
	case '{':
		if p.is("}") {
			break
		}
		for p.must(`"`); p.ok; p.must(`"`) {
			p.letters()
			p.must(":")
			p.value(depth + 1)
			if !p.is(",") {
				break
			}
		}
		p.must("}")
	case '[':
		if p.is("]") {
			break
		}
		for p.ok {
			p.value(depth + 1)
			if !p.is(",") {
				break
			}
		}
		p.must("]")
	case 't', 'f', 'n':
		p.i = from
		if !p.is("true") && !p.is("false") {
			p.must("null")
		}
	default:
		for p.i < len(p.b) && p.b[p.i] != ',' && p.b[p.i] != '}' && p.b[p.i] != ']' {
			p.i++
		}
		p.ok = p.ok && (c == '-' || c >= '0' && c <= '9') && p.b[p.i-1] > ' ' && json.Valid(p.b[from:p.i])
	}
	return p.b[from:p.i:p.i]
}

// letters takes a string after its opening quote, whatever it holds.
func (p *plain) letters() {
	const low, high = 0x0101010101010101, 0x8080808080808080
	for p.ok {
		// Eight at a time, while none of them is a quote, a backslash or a control character.
		for len(p.b)-p.i >= 8 {
			w := binary.LittleEndian.Uint64(p.b[p.i:])
			q, s := w^(low*'"'), w^(low*'\\')
			if ((w-low*' ')&^w|(q-low)&^q|(s-low)&^s)&high != 0 {
				break
			}
			p.i += 8
		}
		if p.i >= len(p.b) {
			break
		}
		c := p.b[p.i]
		p.i++
		switch {
		case c == '"':
			return
		case c < ' ':
			p.ok = false
		case c == '\\':
			p.escape()
		}
	}
	p.ok = false
}

// escape takes what follows a backslash.
func (p *plain) escape() {
	if p.i >= len(p.b) {
		p.ok = false
		return
	}
	c := p.b[p.i]
	p.i++
	switch c {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
	case 'u':
		for range 4 {
			p.ok = p.ok && p.i < len(p.b) && isHex(p.b[p.i])
			p.i++
		}
	default:
		p.ok = false
	}
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
