package assets

import "embed"

// Services holds the policy packs: services/*.toml, one set of rules for each kind of service, read by package service.
//
//go:embed all:services
var Services embed.FS
