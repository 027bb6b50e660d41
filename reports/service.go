package reports

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// chooseService picks whose report it is. A team may work for several services, and the wrong name in the band sends the
// parent to the wrong telephone: so it is the service that the newest referral came to, else the author's own, else the
// only one there is, and otherwise nobody's until somebody says.
func (f *facts) chooseService() {
	f.service, f.serviceID = nil, ""
	pick := func(x entry[*assessments.Service]) {
		if f.service == nil {
			f.service, f.serviceID = x.v, x.id
		}
	}
	for i := len(f.referrals) - 1; i >= 0; i-- {
		for _, x := range f.services {
			if x.id == f.referrals[i].v.Service {
				pick(x)
			}
		}
	}
	if a := f.author(); a != nil && a.Organisation != "" {
		for _, x := range f.services {
			if strings.EqualFold(fold(x.v.Name), fold(a.Organisation)) {
				pick(x)
			}
		}
	}
	if len(f.services) == 1 {
		pick(f.services[0])
	}
}

// serviceName stands in the band: the profession alone where nobody recorded which service it is.
func (f *facts) serviceName() string {
	if f.service != nil {
		return f.service.Name
	}
	return "Children’s occupational therapy"
}
