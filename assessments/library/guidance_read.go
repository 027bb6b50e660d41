package library

type leafletFile struct {
	Hide  []string  `toml:"hide"`
	Items []Leaflet `toml:"leaflet"`
	Standing
}

func (r *reader) leaflets(name string, data []byte) {
	var f leafletFile
	if !r.open(name, data, &f) {
		return
	}
	for i := range f.Items {
		f.Items[i].Standing = f.Items[i].under(f.Standing)
	}
	lay(r, name, "leaflet", data, &r.lib.Leaflets, f.Items, f.Hide)
}

type signpostFile struct {
	Hide  []string   `toml:"hide"`
	Items []Signpost `toml:"signpost"`
	Standing
}

func (r *reader) signposts(name string, data []byte) {
	var f signpostFile
	if !r.open(name, data, &f) {
		return
	}
	for i := range f.Items {
		f.Items[i].Standing = f.Items[i].under(f.Standing)
	}
	lay(r, name, "signpost", data, &r.lib.Signposts, f.Items, f.Hide)
}

type trainingFile struct {
	Hide  []string   `toml:"hide"`
	Items []Training `toml:"session"`
	Standing
}

func (r *reader) training(name string, data []byte) {
	var f trainingFile
	if !r.open(name, data, &f) {
		return
	}
	for i := range f.Items {
		f.Items[i].Standing = f.Items[i].under(f.Standing)
	}
	lay(r, name, "session", data, &r.lib.Training, f.Items, f.Hide)
}

type promptFile struct {
	Hide  []string `toml:"hide"`
	Items []Prompt `toml:"prompt"`
	Standing
}

func (r *reader) prompts(name string, data []byte) {
	var f promptFile
	if !r.open(name, data, &f) {
		return
	}
	for i := range f.Items {
		f.Items[i].Standing = f.Items[i].under(f.Standing)
	}
	lay(r, name, "prompt", data, &r.lib.Prompts, f.Items, f.Hide)
}
