package wire

import "github.com/fieldfare/fieldfare/assessments"

// thawPlain reads a change as Freeze writes it. The fields share raw's memory.
func thawPlain(raw []byte) (c Change, ok bool) {
	p := &plain{b: raw, ok: true}
	p.must(`{"cid":"`)
	c.CID = string(p.text())
	p.must(`,"dev":"`)
	c.Device = string(p.text())
	p.must(`,"inc":"`)
	c.Inc = string(p.text())
	p.must(`,"dseq":`)
	c.DSeq = p.number()
	p.must(`,"rec":"`)
	c.Record = assessments.ID(p.text())
	p.must(`,"kind":"`)
	c.Kind = assessments.Kind(p.text())
	if p.is(`,"child":"`) {
		c.Child = assessments.ID(p.text())
	}
	if p.is(`,"setting":"`) {
		c.Setting = assessments.ID(p.text())
	}
	p.must(`,"base":`)
	c.Base = p.number()
	if p.is(`,"gen":`) {
		c.Gen = p.number()
	}
	p.must(`,"op":"`)
	c.Op = assessments.Op(p.text())
	c.Set = p.fields()
	if p.is(`,"names":["`) {
		for p.ok {
			c.Names = append(c.Names, string(p.text()))
			if !p.is(`,"`) {
				break
			}
		}
		p.must("]")
	}
	if p.is(`,"over":{`) {
		c.Over = p.over()
	}
	if p.is(`,"sign":{"by":"`) {
		c.Sign = &assessments.Signing{By: assessments.ID(p.text())}
		p.must(`,"at":"`)
		c.Sign.At = string(p.text())
		p.must(`,"hash":"`)
		c.Sign.Hash = string(p.text())
		p.must("}")
	}
	if p.is(`,"author":"`) {
		c.Author = assessments.ID(p.text())
	}
	p.must(`,"td":"`)
	c.TDev = string(p.text())
	if p.is(`,"boot":"`) {
		c.Boot = string(p.text())
	}
	if p.is(`,"mono":`) {
		c.Mono = int64(p.number())
	}
	p.must(`,"v":`)
	c.V = int(p.number())
	p.must("}")
	return c, p.ok && p.i == len(raw)
}

// fields takes the fields of a change. Their names must rise: one that comes twice has two readings.
func (p *plain) fields() assessments.Fields {
	p.must(`,"f":{`)
	f := assessments.Fields{}
	if p.is("}") {
		return f
	}
	last := ""
	for p.must(`"`); p.ok; p.must(`"`) {
		name := string(p.text())
		p.must(":")
		p.ok = p.ok && (name > last || len(f) == 0)
		f[name], last = p.value(0), name
		if !p.is(",") {
			break
		}
	}
	p.must("}")
	return f
}

// over takes what stood in the fields of a change. Their names must rise, as in fields.
func (p *plain) over() map[string]string {
	o := map[string]string{}
	if p.is("}") {
		return o
	}
	last := ""
	for p.must(`"`); p.ok; p.must(`"`) {
		name := string(p.text())
		p.must(`:"`)
		p.ok = p.ok && (name > last || len(o) == 0)
		o[name], last = string(p.text()), name
		if !p.is(",") {
			break
		}
	}
	p.must("}")
	return o
}

// rowPlain reads a change's line as Writer writes it, but for the frozen bytes, which must be its last member.
func rowPlain(raw []byte) (r row, ok bool) {
	p := &plain{b: raw, ok: true}
	p.must(`{"t":"ch","cid":"`)
	r.CID = string(p.text())
	if p.is(`,"seq":`) {
		r.Seq = p.number()
	}
	if p.is(`,"r":"`) {
		r.Result = Result(p.text())
	}
	if p.is(`,"dev":"`) {
		r.Device = string(p.text())
	}
	if p.is(`,"inc":"`) {
		r.Inc = string(p.text())
	}
	if p.is(`,"ts":"`) {
		r.TSrv = string(p.text())
	}
	if p.is(`,"base":`) {
		b := Base(p.number())
		r.Base = &b
	}
	p.must(`,"h":"`)
	r.Hash = string(p.text())
	p.must(`,"c":`)
	if !p.ok || p.i == len(raw) || raw[p.i] != '{' || raw[len(raw)-1] != '}' {
		return row{}, false
	}
	r.C = raw[p.i : len(raw)-1 : len(raw)-1]
	return r, HashOf(r.C) == r.Hash
}

// ackPlain reads the line of an acknowledgement without a reason.
func ackPlain(raw []byte) (a Ack, ok bool) {
	p := &plain{b: raw, ok: true}
	p.must(`{"t":"ack","cid":"`)
	a.CID = string(p.text())
	p.must(`,"r":"`)
	a.Result = Result(p.text())
	if p.is(`,"seq":`) {
		a.Seq = p.number()
	}
	p.must("}")
	return a, p.ok && p.i == len(raw)
}
