import { PortfolioFrame } from "@/features/portfolio/portfolio-frame";

export default function PortfolioLayout({ children }: LayoutProps<"/portfolio">) {
  return <PortfolioFrame>{children}</PortfolioFrame>;
}
