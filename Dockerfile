# The same steps as run.sh, in two images: one that builds, one that runs.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update -qq && apt-get install -y -qq nodejs npm
WORKDIR /portal
COPY package.json package-lock.json .npmrc ./
COPY eng/ eng/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run --silent assets && dotnet publish src/Wallboard.Web -c Release -o /published

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /portal
COPY --from=build /published .
ENV ASPNETCORE_URLS=http://0.0.0.0:8080
EXPOSE 8080
# What the portal keeps in a file (Storage:ConnectionString is data/wallboard.db): mount something here, or it is gone with the container. With PostgreSQL
# (Storage__Provider=PostgreSQL, and Storage__ConnectionString or, for a mounted secret, Storage__ConnectionStringFile) nothing is kept here.
RUN mkdir data && chown app:app data
VOLUME /portal/data
USER app
ENTRYPOINT ["dotnet", "Wallboard.Web.dll"]
