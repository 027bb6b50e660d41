package html

import "github.com/fieldfare/fieldfare/reports"

// sketch tells a picture in words.
func (p *page) sketch(_ reports.Block, _, _, alt string) {
	if alt != "" {
		p.words("p", nil, alt)
	}
}
