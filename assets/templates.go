package assets

import "embed"

// Templates holds the question templates that Fieldfare ships: templates/*.toml, one version of one template in each. A
// service lays a folder of its own over them.
//
//go:embed templates/*.toml
var Templates embed.FS
