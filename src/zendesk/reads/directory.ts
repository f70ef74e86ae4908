import type { z } from 'zod';
import { subdomain } from '../../migration/account.ts';
import type { Source } from '../http/source.ts';
import { allPages, pages } from '../pages.ts';
import { type Brand, type Group, type Membership, UnexpectedShape } from '../port.ts';
import { brandsPage, groupsPage, membershipsPage } from '../shapes/directory.ts';

// 100 is the most that Zendesk gives a page; `[` and `]` encoded.
const A_HUNDRED = 'page%5Bsize%5D=100';

/** GET /api/v2/brands. @throws UnexpectedShape for an active brand whose subdomain could not become part of an address */
export async function readBrands(support: Source): Promise<readonly Brand[]> {
  const list = pages(support, `/api/v2/brands?${A_HUNDRED}`, brandsPage);
  const found = await allPages(
    list,
    (page) => page.brands,
    (brand) => brand.id,
  );
  return found.filter((brand) => brand.is_deleted !== true).flatMap(toBrand);
}

/** GET /api/v2/groups. */
export async function readGroups(support: Source): Promise<readonly Group[]> {
  const list = pages(support, `/api/v2/groups?${A_HUNDRED}`, groupsPage);
  const found = await allPages(
    list,
    (page) => page.groups,
    (group) => group.id,
  );
  return found.filter((group) => group.deleted !== true).map(({ id, name }) => ({ id, name }));
}

/** GET /api/v2/group_memberships. */
export async function readMemberships(support: Source): Promise<readonly Membership[]> {
  const list = pages(support, `/api/v2/group_memberships?${A_HUNDRED}`, membershipsPage);
  const found = await allPages(
    list,
    (page) => page.group_memberships,
    (membership) => membership.id,
  );
  return found.map((membership) => ({ userId: membership.user_id, groupId: membership.group_id }));
}

type BrandShape = z.infer<typeof brandsPage>['brands'][number];

function toBrand(brand: BrandShape): readonly Brand[] {
  const checked = subdomain(brand.subdomain);
  if (checked === undefined && brand.active) {
    throw new UnexpectedShape(`GET /api/v2/brands: brand ${brand.id} is active, and its subdomain is none`);
  }
  // Nobody can chat at an inactive brand, so one that cannot be asked about stands in nobody's way.
  if (checked === undefined) return [];
  return [
    {
      id: brand.id,
      name: brand.name,
      subdomain: checked,
      active: brand.active,
      isDefault: brand.default,
      hasHelpCenter: brand.has_help_center,
      helpCenterState: brand.help_center_state,
    },
  ];
}
